import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { Direction, MetricKind } from './contract.ts'
import { metricsWithIds } from './queries.ts'
import { metricValues } from './tables.ts'
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
  isGuardrail: boolean
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
        isGuardrail: row.isGuardrail,
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

/**
 * Plain figures of a window, both days included: how many days hold a value, their arithmetic mean, their sample
 * standard deviation (divided by n − 1; null below two days), the smallest and the largest. Null without any value.
 */
export async function windowMean(tx: Transaction, workspaceId: string, metricId: string, from: Day, to: Day) {
  const [found] = await tx
    .select({
      n: sql<number>`count(*)::int`,
      mean: sql<number | null>`avg(${metricValues.value})::float8`,
      sd: sql<number | null>`stddev_samp(${metricValues.value})::float8`,
      min: sql<number | null>`min(${metricValues.value})`,
      max: sql<number | null>`max(${metricValues.value})`,
    })
    .from(metricValues)
    .where(
      and(
        eq(metricValues.workspaceId, workspaceId),
        eq(metricValues.metricId, metricId as RecordId),
        gte(metricValues.day, from),
        lte(metricValues.day, to),
      ),
    )
  if (!found || found.n === 0) return null
  // With at least one row, none of the three is null.
  return { n: found.n, mean: found.mean!, sd: found.sd, min: found.min!, max: found.max! }
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
