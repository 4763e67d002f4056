import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { assembled, database, newWorkspace } from '#tests/support/workspace.ts'

import { defineEvent } from './define-event.ts'
import { when } from './listeners.ts'
import { openOutbox } from './outbox.ts'
import { createRelay, MOST_ATTEMPTS } from './relay.ts'
import { deliveries, events } from './tables.ts'

/** An event and a relay of its own, so that tests do not hear each other. */
function stage(run: (n: number, note: () => Promise<unknown>) => Promise<void>) {
  const name = `thing-${crypto.randomUUID()}.happened.v1` as const
  const happened = defineEvent(name, z.object({ n: z.number() }), 'made a thing happen')
  const echoed = defineEvent(`echo-${name}` as const, z.object({ n: z.number() }), 'answered')
  const listener = when(happened, `hear ${name}`, async ({ data, tx, workspaceId, emit }) => {
    const note = () =>
      tx.execute(sql`insert into record_numbers values (${workspaceId}, ${`N${data.n}`}, 1)
      on conflict (workspace_id, prefix) do update set last = record_numbers.last + 1`)
    await run(data.n, note)
    emit(echoed, { n: data.n })
  })
  const relay = createRelay(assembled.host, [listener])
  const commit = async (workspaceId: string, n: number) => {
    const outbox = openOutbox((eventName) => (eventName === name ? [listener.name] : []))
    outbox.emit(happened, { n })
    await database.inWorkspace(workspaceId, 'write', (tx) =>
      outbox.write(tx, { workspaceId, memberId: null, now: new Date() }),
    )
  }
  const notes = async (workspaceId: string) => {
    const { rows } = await database.owner.execute<{ prefix: string; last: number }>(
      sql`select prefix, last from record_numbers where workspace_id = ${workspaceId} order by prefix`,
    )
    return Object.fromEntries(rows.map((row) => [row.prefix, row.last]))
  }
  return { relay, commit, notes }
}

test('each event is heard once, and what a listener says is written with what it did', async () => {
  const { workspaceId, told } = await newWorkspace('Ana')
  const { relay, commit, notes } = stage(async (_n, note) => void (await note()))
  await commit(workspaceId, 1)
  await commit(workspaceId, 2)
  await Promise.all([relay.relay(), relay.relay()])
  await relay.relay()
  expect(await notes(workspaceId)).toEqual({ N1: 1, N2: 1 })
  expect(await told()).toHaveLength(4)
})

test('a listener that fails leaves nothing, is tried again, and lies dead after the last try', async () => {
  const { workspaceId } = await newWorkspace('Ana')
  const { relay, commit, notes } = stage(async (_n, note) => {
    await note()
    throw new Error('the outside world is away')
  })
  await commit(workspaceId, 1)
  for (let i = 0; i < MOST_ATTEMPTS; i++) {
    await relay.relay()
    await database.owner
      .update(deliveries)
      .set({ dueAt: new Date(0) })
      .where(eq(deliveries.workspaceId, workspaceId))
  }
  const [dead] = await database.owner.select().from(deliveries).where(eq(deliveries.workspaceId, workspaceId))
  expect(dead).toMatchObject({ attempts: MOST_ATTEMPTS, error: expect.stringContaining('the outside world is away') })
  expect(dead!.diedAt).not.toBeNull()
  expect(await notes(workspaceId)).toEqual({})
})

test('two servers relaying at once tell each listener once', async () => {
  const { workspaceId } = await newWorkspace('Ana')
  const { relay, commit, notes } = stage(async (_n, note) => {
    await note()
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  for (let n = 1; n <= 9; n++) await commit(workspaceId, n)
  await Promise.all([relay.relay(), relay.relay(), relay.relay()])
  const all = await notes(workspaceId)
  expect(Object.values(all)).toEqual(Array.from({ length: 9 }, () => 1))
  const rows = await database.owner.select().from(events).where(eq(events.workspaceId, workspaceId))
  expect(rows).toHaveLength(18)
})
