import { expect, test } from 'vitest'
import * as Y from 'yjs'

import { registerRecord } from '#commons/records/register.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

import { findDocument, storeDocument } from './queries.ts'
import { documentFrom, toMarkdown, writeMarkdown } from './text.ts'

const MARKDOWN = `# Live traffic

Couriers lose **nine minutes** a day, see #INI-12 and [@Ana](member:01a204b0-4078-7492-86ba-6521c29c0c03).

- one
- two

- [x] read the feed
- [ ] show delays

| city | minutes |
| --- | --- |
| Berlin | 9 |

\`\`\`ts
const late = true
\`\`\``

async function stage() {
  const workspace = await newWorkspace('Ana', 'Ben', { name: 'Olga', role: 'observer' })
  const { id } = await database.inWorkspace(workspace.workspaceId, 'write', (tx) =>
    registerRecord(tx, workspace.workspaceId, {
      type: 'initiative',
      title: 'Live traffic',
      state: 'next',
      stateGroup: 'open',
      by: workspace.ana.id,
      now: new Date(),
    }),
  )
  return { ...workspace, recordId: id }
}

test('Markdown comes out as it went in', () => {
  const text = documentFrom()
  writeMarkdown(text, MARKDOWN, 'replace')
  const once = toMarkdown(text)
  for (const piece of [
    '# Live traffic',
    '**nine minutes**',
    '#INI-12',
    '[@Ana](member:01a204b0',
    '- [x] read the feed',
    '| Berlin',
    'const late = true',
  ]) {
    expect(once).toContain(piece)
  }
  const again = documentFrom()
  writeMarkdown(again, once, 'replace')
  expect(toMarkdown(again)).toBe(once)
})

test('a text is written, read, heard of and found', async () => {
  const { ana, ben, recordId, heard, told } = await stage()
  await ana.api.documents.write({ recordId, markdown: 'The bridge opens for ships at noon.' })
  await ben.api.documents.write({ recordId, markdown: 'Ask the harbour.', how: 'append' })
  expect(await ben.api.documents.read({ recordId })).toMatchObject({
    markdown: 'The bridge opens for ships at noon.\n\nAsk the harbour.',
    editedBy: ben.id,
  })
  await heard()
  expect((await ana.api.search.find({ text: 'harbour' })).map(({ id }) => id)).toEqual([recordId])
  expect(await told()).toContain('document.edited.v1')
})

test('two who wrote apart lose nothing of each other', async () => {
  const { ana, ben, recordId, workspaceId } = await stage()
  await ana.api.documents.write({ recordId, markdown: 'Shared beginning.' })
  const stored = await database.inWorkspace(workspaceId, 'read', (tx) => findDocument(tx, workspaceId, recordId))
  const [here, there] = [documentFrom(stored!.state), documentFrom(stored!.state)]
  writeMarkdown(here, 'Written on the train.', 'append')
  writeMarkdown(there, 'Written in the office.', 'append')
  for (const [text, by] of [
    [here, ana],
    [there, ben],
  ] as const) {
    await database.inWorkspace(workspaceId, 'write', (tx) =>
      storeDocument(tx, {
        workspaceId,
        recordId,
        state: Y.encodeStateAsUpdate(text),
        editedBy: [by.id],
        now: new Date(),
      }),
    )
  }
  const { markdown } = await ana.api.documents.read({ recordId })
  for (const piece of ['Shared beginning.', 'Written on the train.', 'Written in the office.'])
    expect(markdown).toContain(piece)
})

test('earlier texts are kept, shown and restored; the one restored over is kept too', async () => {
  const { ana, recordId } = await stage()
  const { documents } = ana.api
  for (const markdown of ['First.', 'Second.', 'Third.']) await documents.write({ recordId, markdown })
  const { items } = await documents.versions({ recordId })
  expect(items.map(({ number }) => number)).toEqual([3, 2, 1])
  expect(await documents.version({ recordId, number: 1 })).toMatchObject({ markdown: 'First.', editedBy: [ana.id] })
  await documents.restore({ recordId, number: 1 })
  expect((await documents.read({ recordId })).markdown).toBe('First.')
  expect(await documents.version({ recordId, number: 3 })).toMatchObject({ markdown: 'Third.' })
})

test('pages of versions follow each other without gap or repeat', async () => {
  const { ana, recordId } = await stage()
  for (let i = 1; i <= 5; i++) await ana.api.documents.write({ recordId, markdown: `Text ${i}` })
  const numbers: number[] = []
  let after: string | undefined
  do {
    const page = await ana.api.documents.versions({ recordId, limit: 2, ...(after ? { after } : {}) })
    numbers.push(...page.items.map(({ number }) => number))
    after = page.next
  } while (after)
  expect(numbers).toEqual([5, 4, 3, 2, 1])
})

test('too long a text is refused and changes nothing', async () => {
  const { ana, recordId } = await stage()
  await ana.api.documents.write({ recordId, markdown: 'a'.repeat(400_000) })
  await expect(
    ana.api.documents.write({ recordId, markdown: 'b'.repeat(200_000), how: 'append' }),
  ).rejects.toMatchObject({ code: 'TOO_LONG' })
  expect((await ana.api.documents.read({ recordId })).markdown).toHaveLength(400_000)
})

test('an observer reads and does not write; another workspace finds no text', async () => {
  const { ana, olga, recordId } = await stage()
  await ana.api.documents.write({ recordId, markdown: 'Ours.' })
  expect((await olga.api.documents.read({ recordId })).markdown).toBe('Ours.')
  await expect(olga.api.documents.write({ recordId, markdown: 'Mine.' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const { eve } = await newWorkspace('Eve')
  await expect(eve.api.documents.read({ recordId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.documents.write({ recordId, markdown: 'Mine.' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.documents.versions({ recordId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.documents.version({ recordId, number: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(eve.api.documents.restore({ recordId, number: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
