import { and, eq, inArray, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Judged, Meanwhile, ReadingOutcome, Window } from './contract.ts'
import { effectReadings } from './tables.ts'

export type ReadingRow = {
  releaseId: RecordId
  metricId: RecordId
  horizonDays: number
  role: 'expected' | 'guardrail'
  before: Window
  after: Window
  judged: Judged
  meanwhile: Meanwhile[]
  adjustedP: number | null
  readAtOnce: number
  outcome: ReadingOutcome
  lookAgainOn: string | null
  readAt: Date
}

/** The readings of the given releases: the expected metric first, then the guardrails, each by horizon. */
export async function readingRows(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<ReadingRow[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(effectReadings)
    .where(and(eq(effectReadings.workspaceId, workspaceId), inArray(effectReadings.releaseId, [...ids] as RecordId[])))
    .orderBy(effectReadings.role, effectReadings.metricId, effectReadings.horizonDays)
  return rows.map((row) => ({
    releaseId: row.releaseId,
    metricId: row.metricId,
    horizonDays: row.horizonDays,
    role: row.role,
    before: { from: row.beforeFrom, to: row.beforeTo, n: row.beforeN, mean: row.beforeMean },
    after: { from: row.afterFrom, to: row.afterTo, n: row.afterN, mean: row.afterMean },
    judged: row.judged,
    meanwhile: row.meanwhile,
    adjustedP: row.adjustedP,
    readAtOnce: row.readAtOnce,
    outcome: row.outcome,
    lookAgainOn: row.lookAgainOn,
    readAt: row.readAt,
  }))
}

export async function putReading(tx: Transaction, workspaceId: string, reading: ReadingRow) {
  const { before, after, releaseId, metricId, horizonDays, ...rest } = reading
  const read = {
    ...rest,
    beforeFrom: before.from,
    beforeTo: before.to,
    beforeN: before.n,
    beforeMean: before.mean,
    afterFrom: after.from,
    afterTo: after.to,
    afterN: after.n,
    afterMean: after.mean,
  }
  await tx
    .insert(effectReadings)
    .values({ workspaceId, releaseId, metricId, horizonDays, ...read })
    .onConflictDoUpdate({
      target: [
        effectReadings.workspaceId,
        effectReadings.releaseId,
        effectReadings.metricId,
        effectReadings.horizonDays,
      ],
      set: read,
    })
}

/** Releases shipped within 500 days whose effect was declared: no horizon ends later, nor is a value final later. Withdrawn ones are left alone. */
export async function releasesToRead(tx: Transaction, workspaceId: string, today: string) {
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    select r.id from releases r
    join records k on k.workspace_id = r.workspace_id and k.id = r.id and k.state = 'shipped' and k.removed_at is null
    where r.workspace_id = ${workspaceId} and r.shipped_on > ${today}::date - 500
      and exists (select 1 from release_effects e where e.workspace_id = r.workspace_id and e.release_id = r.id)
    order by r.shipped_on`)
  return rows.map(({ id }) => id)
}
