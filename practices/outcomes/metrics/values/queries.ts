import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import { metricValues } from '../tables.ts'
import type { Point, ValueSource } from './contract.ts'

const shown = {
  day: metricValues.day,
  value: metricValues.value,
  note: metricValues.note,
  source: metricValues.source,
}

const ofMetric = (workspaceId: string, metricId: RecordId) =>
  and(eq(metricValues.workspaceId, workspaceId), eq(metricValues.metricId, metricId))

type Range = { from?: Day | undefined; to?: Day | undefined; after?: Day | undefined; limit: number }

/** One row more than asked for, which tells whether there is a next page. */
export const newestValues = (tx: Transaction, workspaceId: string, metricId: RecordId, range: Range) =>
  tx
    .select(shown)
    .from(metricValues)
    .where(
      and(
        ofMetric(workspaceId, metricId),
        range.from ? gte(metricValues.day, range.from) : undefined,
        range.to ? lte(metricValues.day, range.to) : undefined,
        range.after ? lt(metricValues.day, range.after) : undefined,
      ),
    )
    .orderBy(desc(metricValues.day))
    .limit(range.limit + 1)

export async function latestValue(tx: Transaction, workspaceId: string, metricId: RecordId): Promise<Point | null> {
  const [found] = await tx
    .select({ day: metricValues.day, value: metricValues.value })
    .from(metricValues)
    .where(ofMetric(workspaceId, metricId))
    .orderBy(desc(metricValues.day))
    .limit(1)
  return found ?? null
}

/** What is recorded for the given days. */
export async function valuesOn(tx: Transaction, workspaceId: string, metricId: RecordId, days: Day[]) {
  if (days.length === 0) return new Map<Day, { value: number; note: string }>()
  const rows = await tx
    .select(shown)
    .from(metricValues)
    .where(and(ofMetric(workspaceId, metricId), inArray(metricValues.day, days)))
  return new Map(rows.map((row) => [row.day, row]))
}

type Recorded = { day: Day; value: number; note: string; source: ValueSource; byId: MemberId | null; recordedAt: Date }

/** Puts values down; a day that holds one already gets the new one. */
export async function putValues(tx: Transaction, workspaceId: string, metricId: RecordId, values: Recorded[]) {
  // A statement takes at most 65,535 parameters; a value needs eight.
  for (let at = 0; at < values.length; at += 5000) {
    await tx
      .insert(metricValues)
      .values(values.slice(at, at + 5000).map((value) => ({ workspaceId, metricId, ...value })))
      .onConflictDoUpdate({
        target: [metricValues.workspaceId, metricValues.metricId, metricValues.day],
        set: {
          value: sql`excluded.value`,
          note: sql`excluded.note`,
          source: sql`excluded.source`,
          byId: sql`excluded.by_id`,
          recordedAt: sql`excluded.recorded_at`,
        },
      })
  }
}

export async function deleteValue(tx: Transaction, workspaceId: string, metricId: RecordId, day: Day) {
  const [gone] = await tx
    .delete(metricValues)
    .where(and(ofMetric(workspaceId, metricId), eq(metricValues.day, day)))
    .returning(shown)
  return gone
}

/** Every day that holds a value from one day on to another, oldest first; from the beginning without `from`. */
export const allValues = (tx: Transaction, workspaceId: string, metricId: RecordId, from?: Day, to?: Day) =>
  tx
    .select({ day: metricValues.day, value: metricValues.value })
    .from(metricValues)
    .where(
      and(
        ofMetric(workspaceId, metricId),
        from ? gte(metricValues.day, from) : undefined,
        to ? lte(metricValues.day, to) : undefined,
      ),
    )
    .orderBy(metricValues.day)

export async function deleteValues(tx: Transaction, workspaceId: string, metricId: RecordId, days: Day[]) {
  if (days.length === 0) return
  await tx.delete(metricValues).where(and(ofMetric(workspaceId, metricId), inArray(metricValues.day, days)))
}
