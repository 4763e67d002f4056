import { sql } from 'drizzle-orm'

import type { Host } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import { type Emit, openOutbox, type Written } from '#platform/events/outbox.ts'
import type { Services } from '#platform/services.ts'

/** What timed work may count on in each workspace. What it emits has no actor. */
export type Timed = {
  tx: Transaction
  workspaceId: string
  now: Date
  emit: Emit
  me: null
  services: Services
}

/**
 * Does timed work in one workspace after the other, each in a transaction of its own with the events that it emits.
 * One that fails is noted in the log and does not hold up the rest. A workspace in which nothing ever happened is left out.
 */
export async function inEachWorkspace(host: Host, now: Date, run: (timed: Timed) => Promise<void>) {
  const { rows } = await host.database.asOwner('read', (tx) =>
    tx.execute<{ id: string }>(sql`select workspace_id as id from event_streams order by workspace_id`),
  )
  for (const { id: workspaceId } of rows) {
    try {
      await inOneWorkspace(host, workspaceId, now, run)
    } catch (error) {
      host.services.log.error({ err: error, workspaceId }, 'timed work failed in a workspace')
    }
  }
}

/** The same in one workspace. Throws what went wrong. */
export async function inOneWorkspace(host: Host, workspaceId: string, now: Date, run: (timed: Timed) => Promise<void>) {
  const outbox = openOutbox(host.listenersOf)
  let written: Written[] = []
  await host.database.inWorkspace(workspaceId, 'write', async (tx) => {
    await run({ tx, workspaceId, now, emit: outbox.emit, me: null, services: host.services })
    written = await outbox.write(tx, { workspaceId, memberId: null, now })
  })
  if (written.length > 0) host.committed(workspaceId, written)
}
