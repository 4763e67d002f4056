import { and, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import type { RecordId, RecordSummary } from './contract.ts'
import { records, recordWatchers } from './tables.ts'

/** The registry's rows, for a query of a feature's own to join. */
export { records as recordRows } from './tables.ts'

/** The columns of a summary, for a select of one's own that joins `records`. */
export const summaryColumns = {
  id: records.id,
  type: records.type,
  key: sql<string>`${records.prefix} || '-' || ${records.number}`,
  title: records.title,
  state: records.state,
  stateGroup: records.stateGroup,
  version: records.version,
}

/** The records among the given ids, by id. Removed ones and those of other workspaces are left out. */
export async function recordsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, RecordSummary>()
  const rows = await tx
    .select(summaryColumns)
    .from(records)
    .where(
      and(
        eq(records.workspaceId, workspaceId),
        inArray(records.id, [...new Set(ids)] as RecordId[]),
        isNull(records.removedAt),
      ),
    )
  return new Map(rows.map((row) => [row.id as string, row]))
}

/** The records among the given keys, by key. */
export async function recordsByKey(tx: Transaction, workspaceId: string, keys: readonly string[]) {
  const pairs = keys.map(splitKey).filter((pair) => pair !== undefined)
  if (pairs.length === 0) return new Map<string, RecordSummary>()
  const rows = await tx
    .select(summaryColumns)
    .from(records)
    .where(
      and(
        eq(records.workspaceId, workspaceId),
        isNull(records.removedAt),
        sql`(${records.prefix}, ${records.number}) in (${sql.join(
          pairs.map(({ prefix, number }) => sql`(${prefix}, ${number}::int)`),
          sql`, `,
        )})`,
      ),
    )
  return new Map(rows.map((row) => [row.key, row]))
}

/** `INI-12` in its two parts; undefined when it is no key. */
export function splitKey(key: string) {
  const match = /^([A-Z][A-Z0-9]{1,5})-(\d{1,9})$/.exec(key.trim().toUpperCase())
  return match ? { prefix: match[1]!, number: Number(match[2]) } : undefined
}

/** Who wants to be told of a record. */
export async function watchersOf(tx: Transaction, workspaceId: string, recordId: string) {
  const rows = await tx
    .select({ id: recordWatchers.memberId })
    .from(recordWatchers)
    .where(and(eq(recordWatchers.workspaceId, workspaceId), eq(recordWatchers.recordId, recordId as RecordId)))
  return rows.map((row) => row.id)
}

/** Records with their text and last change, by id, for search to show. */
export async function searchedRecords(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, RecordSummary & { text: string; updatedAt: Date }>()
  const rows = await tx
    .select({
      ...summaryColumns,
      text: sql<string>`${records.text} || ' ' || ${records.written}`,
      updatedAt: records.updatedAt,
    })
    .from(records)
    .where(
      and(eq(records.workspaceId, workspaceId), inArray(records.id, [...ids] as RecordId[]), isNull(records.removedAt)),
    )
  return new Map(rows.map((row) => [row.id as string, row]))
}
