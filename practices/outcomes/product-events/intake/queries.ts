import { sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import type { ProductProjectId } from '../projects/contract.ts'
import type { Outcome } from './rules.ts'
import { intakeHours, productInbox, productRejections } from './tables.ts'

/** An event on its way into the inbox. */
export type Arrival = { workspaceId: string; projectId: ProductProjectId; id: string; distinctId: string; body: string }

export type Refused = Extract<Outcome, { refused: unknown }>['refused']

/** What one request brought to one project. */
export type Delivery = {
  workspaceId: string
  projectId: ProductProjectId
  arrivals: Arrival[]
  refused: Refused[]
  receivedAt: Date
}
/** Samples of refused events that one commit keeps for one project: enough to see why, too few to fill a disk. */
const MOST_SAMPLES = 20
const LONGEST_SAMPLE = 2_000

/** Keeps what deliveries brought, each id once, and counts it. Runs as the owner, for it spans workspaces. */
export async function insertArrivals(tx: Transaction, deliveries: Delivery[]) {
  const rows = deliveries.flatMap(({ arrivals, receivedAt }) => arrivals.map((arrival) => ({ ...arrival, receivedAt })))
  const stored = rows.length > 0 ? await insertRows(tx, rows) : new Map<string, number>()
  const tallies = new Map<string, { delivery: Delivery; sent: number; refused: number }>()
  for (const delivery of deliveries) {
    const tally = tallies.get(delivery.projectId) ?? { delivery, sent: 0, refused: 0 }
    tally.sent += delivery.arrivals.length
    tally.refused += delivery.refused.length
    tallies.set(delivery.projectId, tally)
  }
  // In the order of the ids, so that two servers never wait for each other.
  for (const [projectId, { delivery, sent, refused }] of [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const accepted = stored.get(projectId) ?? 0
    await tx.execute(sql`
      insert into ${intakeHours} (workspace_id, project_id, hour, accepted, repeated, refused, last_at)
      values (${delivery.workspaceId}, ${projectId}, date_trunc('hour', ${delivery.receivedAt.toISOString()}::timestamptz),
        ${accepted}, ${sent - accepted}, ${refused}, ${delivery.receivedAt.toISOString()})
      on conflict (workspace_id, project_id, hour) do update set
        accepted = ${intakeHours}.accepted + excluded.accepted, repeated = ${intakeHours}.repeated + excluded.repeated,
        refused = ${intakeHours}.refused + excluded.refused, last_at = greatest(${intakeHours}.last_at, excluded.last_at)`)
  }
  const samples = new Map<string, number>()
  for (const { workspaceId, projectId, refused, receivedAt } of deliveries) {
    for (const { reason, says, sample, source } of refused) {
      const already = samples.get(projectId) ?? 0
      if (already >= MOST_SAMPLES) break
      samples.set(projectId, already + 1)
      const text = (typeof sample === 'string' ? sample : (JSON.stringify(sample) ?? '')).replaceAll('\0', '')
      await tx.insert(productRejections).values({
        workspaceId,
        projectId,
        id: newId(),
        at: receivedAt,
        reason,
        says: says.replaceAll('\0', '').toWellFormed(),
        sample: text.slice(0, LONGEST_SAMPLE).toWellFormed(),
        source,
      })
    }
  }
}

type Row = {
  workspaceId: string
  projectId: ProductProjectId
  id: string
  distinctId: string
  body: string
  receivedAt: Date
}

/** How many rows were new, by project. */
async function insertRows(tx: Transaction, rows: Row[]) {
  const column = (read: (row: Row) => string) => sql.param(rows.map(read))
  const { rows: counted } = await tx.execute<{ project_id: string; n: number }>(sql`
    with stored as (
      insert into ${productInbox} (workspace_id, project_id, id, received_at, distinct_id, body)
      select workspace_id, project_id, id, received_at, distinct_id, body
      from unnest(
        ${column((row) => row.workspaceId)}::uuid[], ${column((row) => row.projectId)}::uuid[], ${column((row) => row.id)}::uuid[],
        ${column((row) => row.receivedAt.toISOString())}::timestamptz[], ${column((row) => row.distinctId)}::text[],
        ${column((row) => row.body)}::text[]
      ) with ordinality as came (workspace_id, project_id, id, received_at, distinct_id, body, place)
      order by place
      on conflict (workspace_id, project_id, id) do nothing
      returning project_id
    )
    select project_id, count(*)::int as n from stored group by project_id`)
  return new Map(counted.map(({ project_id, n }) => [project_id, n]))
}
