import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { hoursBetween } from '../rules.ts'
import type { Feasibility, FeasibilityService } from './contract.ts'
import { feasibilities } from './tables.ts'

export async function insertFeasibility(
  tx: Transaction,
  workspaceId: string,
  given: Omit<typeof feasibilities.$inferInsert, 'workspaceId'>,
) {
  const [row] = await tx
    .insert(feasibilities)
    .values({ workspaceId, ...given })
    .returning()
  return shown(row!)
}

export async function latestFeasibility(tx: Transaction, workspaceId: string, initiativeId: RecordId) {
  const [row] = await select(tx, workspaceId, initiativeId).limit(1)
  return row && shown(row)
}

/** Newest first; one more than asked for, which tells whether there is a next page. */
export async function newestFeasibilities(
  tx: Transaction,
  workspaceId: string,
  { id, after, limit }: { id: RecordId; after?: string | undefined; limit: number },
) {
  const before = after && /^\d{1,9}$/.test(after) ? lt(feasibilities.version, Number(after)) : undefined
  const rows = await select(tx, workspaceId, id, before).limit(limit + 1)
  return rows.map(shown)
}

const select = (tx: Transaction, workspaceId: string, id: RecordId, where?: SQL) =>
  tx
    .select()
    .from(feasibilities)
    .where(and(eq(feasibilities.workspaceId, workspaceId), eq(feasibilities.initiativeId, id), where))
    .orderBy(desc(feasibilities.version))

type Row = typeof feasibilities.$inferSelect

const shown = (row: Row): Feasibility => ({
  version: row.version,
  lowDays: row.lowDays,
  highDays: row.highDays,
  confidence: row.confidence,
  requirements: row.requirements,
  constraints: row.constraints,
  unknowns: row.unknowns,
  dateRisk: row.dateRisk,
  dateRiskWhy: row.dateRiskWhy,
  author: row.author,
  at: row.at,
  hours: row.askedAt && hoursBetween(row.askedAt, row.at),
})

export async function feasibilityService(tx: Transaction, workspaceId: string, since: Date | undefined) {
  const from = (since ?? new Date(0)).toISOString()
  const { rows } = await tx.execute<FeasibilityService>(sql`
    with answers as (
      select extract(epoch from at - asked_at) / 3600 as hours from feasibilities
      where workspace_id = ${workspaceId} and asked_at is not null and at >= ${from}
    ), waiting as (
      select count(*)::int as n from initiatives
      where workspace_id = ${workspaceId} and feasibility_asked_at >= ${from}
    ), reshaped as (
      select count(*) filter (where not after_start)::int as early, count(*) filter (where after_start)::int as late
      from roadmap_changes where workspace_id = ${workspaceId} and because_of_constraint and at >= ${from}
    )
    select (select count(*)::int from answers) + waiting.n as asked, (select count(*)::int from answers) as answered,
      (select round(percentile_cont(0.5) within group (order by hours)::numeric, 1)::float8 from answers) as "medianHours",
      reshaped.early as "reshapedBefore", reshaped.late as "reshapedAfter"
    from waiting, reshaped`)
  return rows[0]!
}
