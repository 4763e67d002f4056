import { expect, test } from 'vitest'

import { registerRecord } from '#commons/records/register.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { commentCounts } from './lookups.ts'

async function withRecord() {
  const workspace = await newWorkspace(
    'Ana',
    'Ben',
    { name: 'Cleo', role: 'contributor' },
    { name: 'Otto', role: 'observer' },
    { name: 'Ada', role: 'admin' },
  )
  const { workspaceId, ana } = workspace
  const { id: recordId } = await database.inWorkspace(workspaceId, 'write', (tx) =>
    registerRecord(tx, workspaceId, {
      type: 'initiative',
      title: 'Live traffic',
      state: 'Later',
      stateGroup: 'open',
      by: ana.id,
      now: new Date(),
    }),
  )
  return { ...workspace, recordId }
}

test('a comment is read with its replies, and who is concerned is told once, by the nearest reason', async () => {
  const { ana, ben, cleo, recordId, heard } = await withRecord()
  const first = await cleo.api.comments.add({ recordId, text: `Why not [@Ben](member:${ben.id})?` })
  await ben.api.comments.add({ recordId, replyTo: first.id, text: 'Because of #INI-1.' })
  await heard()

  const { items } = await ana.api.comments.list({ recordId })
  expect(items).toMatchObject([{ id: first.id, by: cleo.id, replies: [{ by: ben.id, threadId: first.id }] }])
  const keysOf = async (member: typeof ana) => (await member.api.notifications.list({})).items.map(({ key }) => key)
  expect(await keysOf(ben)).toEqual(['comment.mentioned'])
  expect(await keysOf(cleo)).toEqual(['comment.replied'])
  // Ana made the record, so she watches it.
  expect(await keysOf(ana)).toEqual(['comment.added', 'comment.added'])
  expect((await ben.api.records.get({ key: 'INI-1' })).watching).toBe(true)
})

test('a reply to a reply joins the thread', async () => {
  const { ana, ben, recordId } = await withRecord()
  const first = await ana.api.comments.add({ recordId, text: 'One' })
  const second = await ben.api.comments.add({ recordId, replyTo: first.id, text: 'Two' })
  const third = await ana.api.comments.add({ recordId, replyTo: second.id, text: 'Three' })
  expect(third.threadId).toBe(first.id)
})

test('one’s own words can be changed; only those named anew are told', async () => {
  const { ana, ben, cleo, recordId, heard } = await withRecord()
  const mention = (member: { name: string; id: string }) => `[@${member.name}](member:${member.id})`
  const comment = await ana.api.comments.add({ recordId, text: `${mention(ben)}, look` })
  await heard()
  const edited = await ana.api.comments.edit({ id: comment.id, text: `${mention(ben)} and ${mention(cleo)}, look` })
  expect(edited.editedAt).not.toBeNull()
  await heard()
  expect((await ben.api.notifications.list({})).items).toHaveLength(1)
  expect((await cleo.api.notifications.list({})).items).toMatchObject([{ key: 'comment.mentioned', by: ana.id }])
})

test('a deleted comment keeps its place only while it has replies', async () => {
  const { ana, ben, ada, recordId } = await withRecord()
  const first = await ana.api.comments.add({ recordId, text: 'Secret plan' })
  const reply = await ben.api.comments.add({ recordId, replyTo: first.id, text: 'Hm' })
  await ada.api.comments.delete({ id: first.id })
  const { items } = await ben.api.comments.list({ recordId })
  expect(items).toMatchObject([{ text: '', by: null, replies: [{ text: 'Hm' }] }])
  await expect(ben.api.comments.add({ recordId, replyTo: first.id, text: 'Still there?' })).rejects.toMatchObject({
    code: 'THREAD_GONE',
  })
  await ben.api.comments.delete({ id: reply.id })
  expect((await ben.api.comments.list({ recordId })).items).toEqual([])
})

test('a thread is settled and reopened; a reply cannot be', async () => {
  const { ana, ben, recordId, told } = await withRecord()
  const first = await ana.api.comments.add({ recordId, text: 'One' })
  const reply = await ben.api.comments.add({ recordId, replyTo: first.id, text: 'Two' })
  await ben.api.comments.resolve({ id: first.id })
  await ben.api.comments.resolve({ id: first.id })
  expect((await ana.api.comments.list({ recordId })).items[0]).toMatchObject({ resolvedBy: ben.id })
  await ana.api.comments.reopen({ id: first.id })
  expect((await ana.api.comments.list({ recordId })).items[0]!.resolvedAt).toBeNull()
  expect((await told()).slice(-2)).toEqual(['comment.resolved.v1', 'comment.reopened.v1'])
  await expect(ana.api.comments.resolve({ id: reply.id })).rejects.toMatchObject({ code: 'NOT_A_THREAD' })
  await expect(ana.api.comments.reopen({ id: reply.id })).rejects.toMatchObject({ code: 'NOT_A_THREAD' })
})

test('reactions are counted by who gave them, and taken back', async () => {
  const { ana, ben, recordId } = await withRecord()
  const { id } = await ana.api.comments.add({ recordId, text: 'We shipped' })
  await ben.api.comments.react({ id, emoji: '🎉' })
  await ben.api.comments.react({ id, emoji: '🎉' })
  await ana.api.comments.react({ id, emoji: '🎉' })
  await ana.api.comments.react({ id, emoji: '👨‍👩‍👧' })
  await ben.api.comments.react({ id, emoji: '🎉', give: false })
  expect((await ana.api.comments.list({ recordId })).items[0]!.reactions).toEqual([
    { emoji: '🎉', by: [ana.id] },
    { emoji: '👨‍👩‍👧', by: [ana.id] },
  ])
  await expect(ana.api.comments.react({ id, emoji: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  for (const emoji of ['👍', '❤️', '😄', '🤔', '👀', '🚀']) await ana.api.comments.react({ id, emoji })
  await expect(ben.api.comments.react({ id, emoji: '🐢' })).rejects.toMatchObject({ code: 'TOO_MANY_KINDS' })
})

test('refuses other people’s words, and observers', async () => {
  const { ana, ben, otto, recordId } = await withRecord()
  const { id } = await ana.api.comments.add({ recordId, text: 'Mine' })
  await expect(ben.api.comments.edit({ id, text: 'Yours' })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(ben.api.comments.delete({ id })).rejects.toMatchObject({ code: 'NOT_YOURS' })
  await expect(otto.api.comments.add({ recordId, text: 'I' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await otto.api.comments.list({ recordId })).items).toHaveLength(1)
})

test('another workspace reads and writes nothing', async () => {
  const { ana, recordId } = await withRecord()
  const { id } = await ana.api.comments.add({ recordId, text: 'Mine' })
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  expect((await eve.api.comments.list({ recordId })).items).toEqual([])
  expect((await eve.api.comments.replies({ id })).items).toEqual([])
  const gone = { code: 'NOT_FOUND' }
  await expect(eve.api.comments.add({ recordId, text: 'Hi' })).rejects.toMatchObject(gone)
  await expect(eve.api.comments.edit({ id, text: 'Hi' })).rejects.toMatchObject(gone)
  await expect(eve.api.comments.delete({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.comments.resolve({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.comments.reopen({ id })).rejects.toMatchObject(gone)
  await expect(eve.api.comments.react({ id, emoji: '👍' })).rejects.toMatchObject(gone)
})

test('threads and replies page without gap or repeat', async () => {
  const { workspaceId, ana, recordId } = await withRecord()
  const at = new Date('2026-05-01T10:00:00Z')
  // All at one instant: the order must not hang on the time alone.
  for (let n = 0; n < 7; n++) await ana.at(at).comments.add({ recordId, text: `Thread ${n}` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ana.api.comments.list({ recordId, limit: 3, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ text }) => text))
    after = page.next
  } while (after)
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `Thread ${n}`))

  const { id } = (await ana.api.comments.list({ recordId, limit: 1 })).items[0]!
  for (let n = 0; n < 5; n++) await ana.at(at).comments.add({ recordId, replyTo: id, text: `Reply ${n}` })
  const replies: string[] = []
  after = undefined
  do {
    const page = await ana.api.comments.replies({ id, limit: 2, ...(after ? { after } : {}) })
    replies.push(...page.items.map(({ text }) => text))
    after = page.next
  } while (after)
  expect(replies.toSorted()).toEqual([0, 1, 2, 3, 4].map((n) => `Reply ${n}`))
  const counts = await database.inWorkspace(workspaceId, 'read', (tx) => commentCounts(tx, workspaceId, [recordId]))
  expect(counts.get(recordId)).toBe(12)
})
