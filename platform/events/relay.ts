import { sql } from 'drizzle-orm'

import type { Host } from '#platform/api/answer.ts'

import type { Subscriber } from './listeners.ts'
import { openOutbox, type Written } from './outbox.ts'
import type { Change } from './tables.ts'

/** After this many failures, 2, 4, 8, … and at most 600 seconds apart, a delivery lies dead until an admin sends it again. */
export const MOST_ATTEMPTS = 8

type Due = { workspace_id: string; event_number: string; listener: string }

/** Tells listeners what happened. Several servers may relay from one database; each delivery is done once in effect. */
export function createRelay(host: Host, subscribers: Subscriber[], options: { pollMs?: number; atOnce?: number } = {}) {
  const byName = new Map(subscribers.map((s) => [s.name, s]))
  const names = [...byName.keys()]
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false

  const due = (limit: number) =>
    host.database.asOwner('read', async (tx) => {
      const { rows } = await tx.execute<Due>(sql`
        select workspace_id, event_number, listener from event_deliveries
        where due_at <= now() and died_at is null and listener in ${names}
        order by due_at, event_number limit ${limit}`)
      return rows
    })

  async function deliver(row: Due): Promise<boolean> {
    const subscriber = byName.get(row.listener)!
    const outbox = openOutbox(host.listenersOf)
    let written: Written[] = []
    try {
      const done = await host.database.inWorkspace(row.workspace_id, 'write', async (tx) => {
        const now = new Date()
        const { rows } = await tx.execute<EventRow>(sql`
          with claimed as (
            select workspace_id, event_number, listener from event_deliveries
            where workspace_id = ${row.workspace_id} and event_number = ${row.event_number} and listener = ${row.listener}
            for update skip locked
          )
          delete from event_deliveries d using claimed c, events e
          where d.workspace_id = c.workspace_id and d.event_number = c.event_number and d.listener = c.listener
            and e.workspace_id = c.workspace_id and e.number = c.event_number
          returning e.id, e.name, e.data, e.by_id, e.at, e.record_id, e.changes, e.audience`)
        const event = rows[0]
        if (!event) return false
        await subscriber.run({
          data: event.data,
          eventId: event.id,
          eventName: event.name,
          eventNumber: Number(row.event_number),
          workspaceId: row.workspace_id,
          by: event.by_id,
          at: new Date(event.at),
          now,
          recordId: event.record_id,
          changes: event.changes ?? [],
          audience: event.audience,
          tx,
          emit: outbox.emit,
          services: host.services,
          host,
        })
        written = await outbox.write(tx, { workspaceId: row.workspace_id, memberId: null, now })
        return true
      })
      if (written.length > 0) host.committed(row.workspace_id, written)
      return done
    } catch (error) {
      host.services.log.error({ error, listener: row.listener, event: row.event_number }, 'a listener failed')
      await host.database
        .inWorkspace(row.workspace_id, 'write', (tx) =>
          tx.execute(sql`
            update event_deliveries set attempts = attempts + 1, error = ${String(error).slice(0, 2000)},
              due_at = now() + make_interval(secs => least(power(2, attempts + 1), 600)),
              died_at = case when attempts + 1 >= ${MOST_ATTEMPTS} then now() end
            where workspace_id = ${row.workspace_id} and event_number = ${row.event_number} and listener = ${row.listener}`),
        )
        .catch(() => {}) // The database is away: the delivery is still due and will be seen again.
      return false
    }
  }

  async function drain() {
    const atOnce = options.atOnce ?? 4
    for (;;) {
      const rows = await due(100)
      if (rows.length === 0 || stopped) return
      // One workspace's deliveries go in their order; different workspaces side by side.
      const lanes = Map.groupBy(rows, (row) => row.workspace_id)
      const queue = [...lanes.values()]
      let progress = 0
      const worker = async () => {
        for (let lane = queue.shift(); lane; lane = queue.shift()) {
          for (const row of lane) if (await deliver(row)) progress++
        }
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      if (progress === 0) return
    }
  }

  /** Relays all that is due. Concurrent calls join the run under way, and one more follows it. */
  function relay(): Promise<void> {
    if (stopped || names.length === 0) return Promise.resolve()
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await drain()
      } while (again && !stopped)
    })().finally(() => (running = undefined))
    return running
  }

  const wake = () =>
    void relay().catch((error: unknown) => host.services.log.warn({ error }, 'relaying stopped for now'))

  return {
    relay,
    wake,
    start() {
      timer = setInterval(wake, options.pollMs ?? 2_000)
      timer.unref()
      wake()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running?.catch(() => {})
    },
  }
}

type EventRow = {
  id: string
  name: string
  data: unknown
  by_id: string | null
  at: string
  record_id: string | null
  changes: Change[] | null
  audience: string[] | null
}
