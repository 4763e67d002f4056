import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { Direction, MetricKind, Standing } from './contract.ts'
import { metricsWithIds } from './queries.ts'
import { isReached, standingOf } from './rules.ts'
import { metricRedefinitions, metricValues } from './tables.ts'
import type { Point } from './values/contract.ts'

export type MetricSummary = {
  id: RecordId
  key: string
  name: string
  kind: MetricKind
  direction: Direction
  unit: string
  digits: number
  target: number | null
  low: number | null
  high: number | null
  atRiskAt: number | null
  offTrackAt: number | null
  standing: Standing | null
  isReached: boolean
  isGuardrail: boolean
  /** So many days after its day, a value is final. */
  maturesAfterDays: number
  isRetired: boolean
  ownerIds: string[]
  latest: Point | null
}

/** The metrics among the given ids, by id. */
export async function metricsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, MetricSummary>()
  const rows = await metricsWithIds(tx, workspaceId, [...new Set(ids)])
  return new Map<string, MetricSummary>(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        key: row.key,
        name: row.name,
        kind: row.kind,
        direction: row.direction,
        unit: row.unit,
        digits: row.digits,
        target: row.target,
        low: row.low,
        high: row.high,
        atRiskAt: row.atRiskAt,
        offTrackAt: row.offTrackAt,
        standing: row.latest ? standingOf(row, row.latest.value) : null,
        isReached: row.latest !== null && isReached(row, row.latest.value),
        isGuardrail: row.isGuardrail,
        maturesAfterDays: row.maturesAfterDays,
        isRetired: row.state === 'retired',
        ownerIds: [row.productOwnerId, row.engineeringOwnerId].filter((id) => id !== null),
        latest: row.latest,
      },
    ]),
  )
}

/** The values of a metric from one day to another, both included, oldest first. Days without a value are left out. */
export async function seriesOf(
  tx: Transaction,
  workspaceId: string,
  metricId: string,
  from: Day,
  to: Day,
): Promise<Point[]> {
  return tx
    .select({ day: metricValues.day, value: metricValues.value })
    .from(metricValues)
    .where(
      and(
        eq(metricValues.workspaceId, workspaceId),
        eq(metricValues.metricId, metricId as RecordId),
        gte(metricValues.day, from),
        lte(metricValues.day, to),
      ),
    )
    .orderBy(metricValues.day)
}

/** The days from one to another on which it was changed what the given metrics count, with what changed, oldest first. */
export async function redefinitionsOf(
  tx: Transaction,
  workspaceId: string,
  ids: readonly string[],
  from: Day,
  to: Day,
) {
  if (ids.length === 0) return []
  return tx
    .select({
      metricId: metricRedefinitions.metricId,
      day: metricRedefinitions.day,
      fields: metricRedefinitions.fields,
    })
    .from(metricRedefinitions)
    .where(
      and(
        eq(metricRedefinitions.workspaceId, workspaceId),
        inArray(metricRedefinitions.metricId, [...ids] as RecordId[]),
        gte(metricRedefinitions.day, from),
        lte(metricRedefinitions.day, to),
      ),
    )
    .orderBy(metricRedefinitions.at)
}

/** The days among the given metrics' last ones: metric id to the day of its latest value. */
export async function latestDays(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Day>()
  const rows = await tx
    .select({ id: metricValues.metricId, day: sql<Day>`max(${metricValues.day})::text` })
    .from(metricValues)
    .where(and(eq(metricValues.workspaceId, workspaceId), inArray(metricValues.metricId, [...ids] as RecordId[])))
    .groupBy(metricValues.metricId)
  return new Map(rows.map(({ id, day }) => [id as string, day]))
}
