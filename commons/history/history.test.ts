import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { registerRecord } from '#commons/records/register.ts'
import { defineEvent } from '#platform/events/define-event.ts'
import { type About, openOutbox } from '#platform/events/outbox.ts'
import { deliveries } from '#platform/events/tables.ts'
import { database, newWorkspace } from '#tests/support/workspace.ts'

const moved = defineEvent('thing.moved.v1', z.object({ secret: z.string().optional() }), 'moved a thing')

async function stage() {
  const workspace = await newWorkspace('Ana', 'Ben', { name: 'Ada', role: 'admin' })
  const { workspaceId } = workspace
  const make = (title: string) =>
    database.inWorkspace(workspaceId, 'write', (tx) =>
      registerRecord(tx, workspaceId, {
        type: 'initiative',
        title,
        state: 'Later',
        stateGroup: 'open',
        by: null,
        now: new Date(),
      }),
    )
  const tell = (by: string | null, about: About, at = new Date(), listeners: string[] = []) => {
    const outbox = openOutbox(() => listeners)
    outbox.emit(moved, { secret: 'xyzzy' }, about)
    return database.inWorkspace(workspaceId, 'write', (tx) => outbox.write(tx, { workspaceId, memberId: by, now: at }))
  }
  return { ...workspace, record: await make('Live traffic'), other: await make('Night mode'), tell }
}

test('history says who did what, from what to what, and is read from both records', async () => {
  const { ana, ben, record, other, tell } = await stage()
  await tell(ana.id, { record: record.id, other: other.id, changes: [{ field: 'state', from: 'Next', to: 'Now' }] })
  const [entry] = (await ben.api.history.of({ recordId: record.id })).items
  expect(entry).toMatchObject({
    by: ana.id,
    name: 'thing.moved.v1',
    changes: [{ field: 'state', from: 'Next', to: 'Now' }],
    other: { key: other.key },
  })
  expect((await ben.api.history.of({ recordId: other.id })).items).toMatchObject([{ other: { key: record.key } }])
})

test('what a feature declares is said in its words', async () => {
  const { ana, record } = await stage()
  await ana.api.comments.add({ recordId: record.id, text: 'Hm' })
  expect((await ana.api.history.of({ recordId: record.id })).items).toMatchObject([{ says: 'commented' }])
  expect((await ana.api.history.of({ recordId: record.id, without: ['comment.'] })).items).toEqual([])
})

test('what is for some only is shown to nobody else, not in history, not in the audit, not in a dead letter', async () => {
  const { ana, ben, ada, record, tell, workspaceId } = await stage()
  const told = await tell(ana.id, { record: record.id, audience: [ana.id] }, new Date(), ['a listener that fails'])
  await database.owner
    .update(deliveries)
    .set({ diedAt: new Date(), error: 'Failed on xyzzy', attempts: 8 })
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.eventNumber, told[0]!.number)))
  expect((await ana.api.history.of({ recordId: record.id })).items).toHaveLength(1)
  expect((await ben.api.history.of({ recordId: record.id })).items).toEqual([])
  expect((await ada.api.history.of({ recordId: record.id })).items).toEqual([])
  expect((await ada.api.history.audit({})).items).toEqual([])
  expect((await ada.api.history.exportAudit({})).csv).not.toContain('xyzzy')
  const { items } = await ada.api.history.deadLetters({})
  expect(items).toMatchObject([{ listener: 'a listener that fails', by: null, record: null }])
  expect(JSON.stringify(items)).not.toContain('xyzzy')
})

test('history pages by the time it happened, without gap or repeat', async () => {
  const { ana, record, tell } = await stage()
  const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute))
  // Written out of order, and several at one instant.
  for (const minute of [5, 1, 3, 3, 3, 9, 2]) {
    await tell(ana.id, { record: record.id, changes: [{ field: 'minute', from: null, to: minute }] }, at(minute))
  }
  const seen: unknown[] = []
  const numbers = new Set<number>()
  let after: string | undefined
  do {
    const page = await ana.api.history.of({ recordId: record.id, limit: 2, ...(after ? { after } : {}) })
    for (const entry of page.items) {
      seen.push(entry.changes[0]!.to)
      numbers.add(entry.number)
    }
    after = page.next
  } while (after)
  expect(seen).toEqual([9, 5, 3, 3, 3, 2, 1])
  expect(numbers.size).toBe(7)
})

test('the audit log is filtered by member, event and time, paged, and taken away as CSV', async () => {
  const { ana, ben, ada, record, tell } = await stage()
  const at = (day: number) => new Date(Date.UTC(2026, 4, day))
  for (const day of [1, 2, 3]) await tell(ana.id, { record: record.id }, at(day))
  await tell(ben.id, { changes: [{ field: 'title', from: 'a', to: '=1+1' }] }, at(4))
  await ada.at(at(5)).comments.add({ recordId: record.id, text: 'Hm' })

  const numbersOf = async (filter: Parameters<typeof ada.api.history.audit>[0]) =>
    (await ada.api.history.audit(filter)).items.map(({ number }) => number)
  expect(await numbersOf({})).toEqual([5, 4, 3, 2, 1])
  expect(await numbersOf({ by: ana.id })).toEqual([3, 2, 1])
  expect(await numbersOf({ event: 'comment.' })).toEqual([5])
  expect(await numbersOf({ from: at(2), to: at(3) })).toEqual([3, 2])
  const first = await ada.api.history.audit({ limit: 2 })
  expect(await numbersOf({ limit: 3, after: first.next! })).toEqual([3, 2, 1])

  const { csv, rows } = await ada.api.history.exportAudit({ event: 'thing.' })
  expect(rows).toBe(4)
  expect(csv.split('\n')[0]).toBe('number,at,member,event,what they did,record,title,changes,data')
  expect(csv).toContain(`3,${at(3).toISOString()},Ana,thing.moved.v1`)
  await expect(ana.api.history.audit({})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('a dead letter is sent again or dropped, once', async () => {
  const { ada, tell, workspaceId, told } = await stage()
  for (let n = 0; n < 3; n++) await tell(null, {}, new Date(), ['slow listener'])
  const all = eq(deliveries.workspaceId, workspaceId)
  await database.owner.update(deliveries).set({ diedAt: new Date(), error: 'away', attempts: 8 }).where(all)
  const { items } = await ada.api.history.deadLetters({ limit: 2 })
  expect(items.map(({ eventNumber }) => eventNumber)).toEqual([3, 2])

  await ada.api.history.sendAgain({ eventNumber: 3, listener: 'slow listener' })
  await ada.api.history.drop({ eventNumber: 2, listener: 'slow listener' })
  const gone = { code: 'NOT_FOUND' }
  await expect(ada.api.history.sendAgain({ eventNumber: 3, listener: 'slow listener' })).rejects.toMatchObject(gone)
  await expect(ada.api.history.drop({ eventNumber: 2, listener: 'slow listener' })).rejects.toMatchObject(gone)
  expect(await ada.api.history.sendAllAgain()).toEqual({ sent: 1 })
  const left = await database.owner.select().from(deliveries).where(all)
  expect(
    left
      .map(({ eventNumber, diedAt, attempts }) => [eventNumber, diedAt, attempts])
      .toSorted((a, b) => Number(a[0]) - Number(b[0])),
  ).toEqual([
    [1, null, 0],
    [3, null, 0],
  ])
  expect((await told()).slice(-3)).toEqual(['delivery.sent-again.v1', 'delivery.dropped.v1', 'delivery.sent-again.v1'])
})

test('another workspace sees none of it', async () => {
  const { record, tell } = await stage()
  await tell(null, { record: record.id }, new Date(), ['slow listener'])
  const { eve } = await newWorkspace({ name: 'Eve', role: 'admin' })
  expect((await eve.api.history.of({ recordId: record.id })).items).toEqual([])
  expect((await eve.api.history.audit({})).items).toEqual([])
  expect((await eve.api.history.deadLetters({})).items).toEqual([])
  await expect(eve.api.history.drop({ eventNumber: 1, listener: 'slow listener' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
