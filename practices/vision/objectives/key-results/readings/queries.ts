import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { ReadingSource } from './contract.ts'
import { keyResultReadings as readings } from './tables.ts'

export type NewReading = { on: string; value: number; source: ReadingSource; by: MemberId | null }

/** Puts readings down, one a day; a later one of a day takes its place. Returns how many say something new. */
export async function putReadings(
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  given: NewReading[],
  at: Date,
) {
  if (given.length === 0) return 0
  const written = await tx
    .insert(readings)
    .values(given.map((reading) => ({ workspaceId, keyResultId, at, ...reading })))
    .onConflictDoUpdate({
      target: [readings.workspaceId, readings.keyResultId, readings.on],
      set: {
        value: sql`excluded.value`,
        source: sql`excluded.source`,
        by: sql`excluded.by_id`,
        at: sql`excluded.at`,
      },
      setWhere: sql`${readings.value} <> excluded.value`,
    })
    .returning({ on: readings.on })
  return written.length
}

export const deleteReadings = (tx: Transaction, workspaceId: string, keyResultId: RecordId) =>
  tx.delete(readings).where(and(eq(readings.workspaceId, workspaceId), eq(readings.keyResultId, keyResultId)))

export const deleteReading = (tx: Transaction, workspaceId: string, keyResultId: RecordId, on: string) =>
  tx
    .delete(readings)
    .where(
      and(
        eq(readings.workspaceId, workspaceId),
        eq(readings.keyResultId, keyResultId),
        eq(readings.on, on),
        eq(readings.source, 'metric'),
      ),
    )

export async function latestReading(tx: Transaction, workspaceId: string, keyResultId: RecordId) {
  const [found] = await newestReadings(tx, workspaceId, keyResultId, { limit: 0 })
  return found
}

/** One row more than asked for, which tells whether there is a next page. */
export const newestReadings = (
  tx: Transaction,
  workspaceId: string,
  keyResultId: RecordId,
  { after, limit }: { after?: string | undefined; limit: number },
) =>
  tx
    .select({ on: readings.on, value: readings.value, source: readings.source, by: readings.by })
    .from(readings)
    .where(
      and(
        eq(readings.workspaceId, workspaceId),
        eq(readings.keyResultId, keyResultId),
        after ? lt(readings.on, after) : undefined,
      ),
    )
    .orderBy(desc(readings.on))
    .limit(limit + 1)

/** Every reading of these key results, oldest first. */
export async function readingsOf(tx: Transaction, workspaceId: string, keyResultIds: readonly string[]) {
  if (keyResultIds.length === 0) return new Map<string, { on: string; value: number }[]>()
  const rows = await tx
    .select({ id: readings.keyResultId, on: readings.on, value: readings.value })
    .from(readings)
    .where(and(eq(readings.workspaceId, workspaceId), inArray(readings.keyResultId, [...keyResultIds] as RecordId[])))
    .orderBy(asc(readings.on))
  return Map.groupBy(rows, (row) => row.id as string)
}
