import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { members } from '#commons/people/tables.ts'
import { registerRecord, watchRecord } from '#commons/records/register.ts'
import { newId } from '#platform/database/ids.ts'
import { defineEvent } from '#platform/events/define-event.ts'
import { openOutbox } from '#platform/events/outbox.ts'
import { events } from '#platform/events/tables.ts'
import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { jobs } from './jobs.ts'
import { defineNotice, type NewNotice, notify } from './notify.ts'

const thanked = defineNotice({ key: 'test.thanked', label: 'Somebody thanks you', group: 'Tests' })
const asked = defineNotice({ key: 'test.asked', label: 'Somebody asks you', group: 'Tests', mail: true })

const NOON = new Date('2026-05-01T12:00:00Z')
const minutesAfter = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

async function stage() {
  const workspace = await newWorkspace('Ana', 'Ben', { name: 'Cleo', timeZone: 'Asia/Tokyo' })
  const { workspaceId, ana, ben } = workspace
  await database.owner
    .update(members)
    .set({ email: sql`lower(name) || '-' || id || '@example.com'` })
    .where(eq(members.workspaceId, workspaceId))
  const tell = (notice: Partial<NewNotice> = {}, now = NOON, at = now) => {
    const outbox = openOutbox(assembled.host.listenersOf)
    return database.inWorkspace(workspaceId, 'write', async (tx) => {
      await notify(
        { tx, workspaceId, emit: outbox.emit, now, at },
        { notice: thanked, to: [ben.id], because: newId(), by: ana.id, text: 'thanked you', ...notice },
      )
      await outbox.write(tx, { workspaceId, memberId: null, now })
    })
  }
  const run = async (name: string, now: Date) => jobs.find((job) => job.name === name)!.run(assembled.host, now)
  return { ...workspace, tell, run }
}

test('a member is told once of each event, never of their own act, and only they hear of it', async () => {
  const { ana, ben, tell, workspaceId } = await stage()
  const because = newId()
  await tell({ because, to: [ana.id, ben.id, ben.id] })
  await tell({ because, to: [ana.id, ben.id] })
  expect((await ben.at(NOON).notifications.list({})).items).toMatchObject([
    { key: 'test.thanked', text: 'thanked you', by: ana.id, readAt: null, record: null },
  ])
  expect((await ana.at(NOON).notifications.list({})).items).toEqual([])
  const told = await database.owner.select().from(events).where(eq(events.workspaceId, workspaceId))
  expect(told.map(({ name, audience, data }) => ({ name, audience, data }))).toEqual([
    { name: 'notification.received.v1', audience: [ben.id], data: {} },
  ])
})

test('read, unread, archived and snoozed each have their place', async () => {
  const { ben, tell, run } = await stage()
  for (let n = 0; n < 3; n++) await tell({ text: `thing ${n}` }, minutesAfter(n))
  const at = ben.at(minutesAfter(10)).notifications
  const textsOf = async (view: 'inbox' | 'unread' | 'snoozed' | 'archived', now = 10) =>
    (await ben.at(minutesAfter(now)).notifications.list({ view })).items.map(({ text }) => text)
  const [third, second, first] = (await at.list({})).items
  expect(await at.count()).toEqual({ unread: 3 })
  await at.markRead({ id: first!.id })
  await at.archive({ id: second!.id })
  await at.snooze({ id: third!.id, until: minutesAfter(60) })
  expect(await textsOf('inbox')).toEqual(['thing 0'])
  expect(await textsOf('unread')).toEqual([])
  expect(await textsOf('snoozed')).toEqual(['thing 2'])
  expect(await textsOf('archived')).toEqual(['thing 1'])

  // It returns unread, to the top, whether or not the job has run yet.
  expect(await textsOf('unread', 61)).toEqual(['thing 2'])
  await run('wake snoozed notices', minutesAfter(61))
  expect(await textsOf('inbox', 61)).toEqual(['thing 2', 'thing 0'])
  await at.unarchive({ id: second!.id })
  await at.markRead({ id: first!.id, read: false })
  expect(await ben.at(minutesAfter(62)).notifications.markAllRead()).toEqual({ marked: 2 })
  expect(await ben.at(minutesAfter(62)).notifications.count()).toEqual({ unread: 0 })
  await expect(at.snooze({ id: third!.id, until: minutesAfter(-1) })).rejects.toMatchObject({ code: 'NOT_IN_THE_PAST' })
})

test('preferences are kept: no inbox, no mail, or both', async () => {
  const { ben, tell, run, letters } = await stage()
  const { kinds, rhythm } = await ben.api.notifications.preferences()
  expect(rhythm).toBe('soon')
  expect(kinds.find(({ key }) => key === 'test.asked')).toMatchObject({ inbox: true, mail: true })
  await ben.api.notifications.prefer({ key: 'test.asked', inbox: false })
  await ben.api.notifications.prefer({ key: 'test.thanked', inbox: false, mail: false })
  await tell({ notice: asked, text: 'asked you by mail only' })
  await tell({ notice: thanked, text: 'thanked you unheard' })
  expect((await ben.at(NOON).notifications.list({})).items).toEqual([])
  await run('mail notices', minutesAfter(6))
  const mine = letters().filter(({ to }) => to.includes(ben.id))
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({ subject: 'Ana asked you by mail only · Test workspace' })
  await expect(ben.api.notifications.prefer({ key: 'nothing', inbox: true })).rejects.toMatchObject({
    code: 'UNKNOWN_KIND',
  })
})

test('notices of five minutes leave in one letter, once, without what was read', async () => {
  const { ana, ben, tell, run, letters } = await stage()
  await tell({ notice: asked, text: 'asked first' })
  await tell({ notice: asked, text: 'asked second' }, minutesAfter(2))
  await tell({ notice: asked, text: 'asked third' }, minutesAfter(3))
  const { items } = await ben.at(minutesAfter(3)).notifications.list({})
  await ben.api.notifications.markRead({ id: items.find(({ text }) => text === 'asked second')!.id })
  const mine = () => letters().filter(({ to }) => to.includes(ben.id))

  await run('mail notices', minutesAfter(4))
  expect(mine()).toEqual([])
  await Promise.all([run('mail notices', minutesAfter(5)), run('mail notices', minutesAfter(5))])
  await run('mail notices', minutesAfter(9))
  expect(mine()).toHaveLength(1)
  expect(mine()[0]!.text).toContain('Ana asked first')
  expect(mine()[0]!.text).not.toContain('asked second')
  expect(mine()[0]!.text).toContain('Ana asked third')
  expect(mine()[0]!.text).toContain('/settings/notifications')
  expect(letters().filter(({ to }) => to.includes(ana.id))).toEqual([])
})

test('what happened long ago and is written down now stands at its time, and goes by no mail', async () => {
  const { ben, tell, run, letters } = await stage()
  const longAgo = new Date('2025-05-01T12:00:00Z')
  await tell({ notice: asked, text: 'asked long ago' }, NOON, longAgo)
  expect((await ben.at(NOON).notifications.list({})).items).toMatchObject([{ at: longAgo }])
  await run('mail notices', minutesAfter(60))
  expect(letters().filter(({ to }) => to.includes(ben.id))).toEqual([])
})

test('a daily digest waits for the morning of the member', async () => {
  const { cleo, tell, run, letters } = await stage()
  await cleo.api.notifications.setRhythm({ rhythm: 'daily' })
  await tell({ notice: asked, to: [cleo.id], text: 'asked you' })
  const mine = () => letters().filter(({ to }) => to.includes(cleo.id))
  // Noon UTC is nine in the evening in Tokyo; eight in the morning there is 23:00 UTC.
  await run('mail notices', new Date('2026-05-01T22:59:00Z'))
  expect(mine()).toHaveLength(0)
  await run('mail notices', new Date('2026-05-01T23:00:00Z'))
  expect(mine()).toHaveLength(1)
})

test('watchers hear of a change, but not its actor, nor whoever may not hear of the event', async () => {
  const { ana, ben, cleo, workspaceId, heard } = await stage()
  const moved = defineEvent('thing.moved.v1', z.object({}), 'moved a thing')
  const { id } = await database.inWorkspace(workspaceId, 'write', async (tx) => {
    const record = await registerRecord(tx, workspaceId, {
      type: 'initiative',
      title: 'Live traffic',
      state: 'Later',
      stateGroup: 'open',
      by: ana.id,
      now: NOON,
    })
    await watchRecord(tx, workspaceId, record.id, [ben.id, cleo.id])
    return record
  })
  const move = (audience?: string[]) => {
    const outbox = openOutbox(assembled.host.listenersOf)
    outbox.emit(
      moved,
      {},
      { record: id, changes: [{ field: 'state', from: 'Next', to: 'Now' }], ...(audience ? { audience } : {}) },
    )
    return database.inWorkspace(workspaceId, 'write', (tx) =>
      outbox.write(tx, { workspaceId, memberId: ana.id, now: NOON }),
    )
  }
  await move()
  await move([ana.id, cleo.id])
  await heard()
  const textsOf = async (member: typeof ana) =>
    (await member.api.notifications.list({})).items.map(({ text, record }) => `${text} ${record?.key}`)
  const text = 'thing moved: Live traffic (state Next → Now) INI-1'
  expect(await textsOf(ana)).toEqual([])
  expect(await textsOf(ben as never)).toEqual([text])
  expect(await textsOf(cleo as never)).toEqual([text, text])
})

test('a particular notice takes the place of the general one of the same event', async () => {
  const { ben, tell } = await stage()
  const because = newId()
  const changed = { key: 'record.changed', label: 'x', group: 'x', inbox: true, mail: false }
  await tell({ because, notice: changed, text: 'changed it' })
  await tell({ because, notice: asked, text: 'asked you' })
  await tell({ because, notice: changed, text: 'changed it' })
  await tell({ because, notice: thanked, text: 'thanked you' })
  expect((await ben.at(NOON).notifications.list({})).items.map(({ text }) => text)).toEqual(['asked you'])
})

test('nobody reads or changes another’s inbox, in this workspace or another', async () => {
  const { ana, ben, tell } = await stage()
  await tell()
  const { id } = (await ben.at(NOON).notifications.list({})).items[0]!
  const { eve } = await newWorkspace('Eve')
  for (const api of [ana.api.notifications, eve.api.notifications]) {
    const gone = { code: 'NOT_FOUND' }
    expect((await api.list({})).items).toEqual([])
    await expect(api.markRead({ id })).rejects.toMatchObject(gone)
    await expect(api.archive({ id })).rejects.toMatchObject(gone)
    await expect(api.unarchive({ id })).rejects.toMatchObject(gone)
    await expect(api.snooze({ id, until: new Date(Date.now() + 60_000) })).rejects.toMatchObject(gone)
  }
})

test('the inbox pages without gap or repeat', async () => {
  const { ben, tell } = await stage()
  for (let n = 0; n < 5; n++) await tell({ text: `thing ${n}` })
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await ben.at(NOON).notifications.list({ limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ text }) => text))
    after = page.next
  } while (after)
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4].map((n) => `thing ${n}`))
})
