import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { RecordId, RecordType, StateGroup } from './contract.ts'
import { splitKey, summaryColumns } from './lookups.ts'
import { keyBegun } from './rules.ts'
import { records, recordVisits, recordWatchers } from './tables.ts'

export async function recordWithKey(tx: Transaction, workspaceId: string, key: string, by: MemberId) {
  const parts = splitKey(key)
  if (!parts) return
  const [row] = await tx
    .select({
      ...summaryColumns,
      createdAt: records.createdAt,
      updatedAt: records.updatedAt,
      createdBy: records.createdById,
      watching: sql<boolean>`${recordWatchers.memberId} is not null`,
    })
    .from(records)
    .leftJoin(
      recordWatchers,
      and(
        eq(recordWatchers.workspaceId, records.workspaceId),
        eq(recordWatchers.recordId, records.id),
        eq(recordWatchers.memberId, by),
      ),
    )
    .where(
      and(
        eq(records.workspaceId, workspaceId),
        eq(records.prefix, parts.prefix),
        eq(records.number, parts.number),
        isNull(records.removedAt),
      ),
    )
  return row
}

type Filter = {
  type?: RecordType | undefined
  stateGroup?: StateGroup | undefined
  after?: string | undefined
  limit: number
}

/** One row more than asked for, which tells whether there is a next page. */
export function newestRecords(tx: Transaction, workspaceId: string, filter: Filter) {
  const after = filter.after
    ? sql`(${records.updatedAt}, ${records.id}) < (select updated_at, id from records where workspace_id = ${workspaceId} and id = ${filter.after})`
    : undefined
  return tx
    .select(summaryColumns)
    .from(records)
    .where(
      and(
        eq(records.workspaceId, workspaceId),
        isNull(records.removedAt),
        filter.type ? eq(records.type, filter.type) : undefined,
        filter.stateGroup ? eq(records.stateGroup, filter.stateGroup) : undefined,
        after,
      ),
    )
    .orderBy(desc(records.updatedAt), desc(records.id))
    .limit(filter.limit + 1)
}

type Sought = { text: string; types?: RecordType[] | undefined; limit: number }

/**
 * The ids of a whole key first, then keys and titles that begin with the text, then titles that hold it; newest change
 * first. It is asked `unbound`, so that titles are found by their index.
 */
export async function idsOfRecordsFound(tx: Transaction, workspaceId: string, { text, types, limit }: Sought) {
  const plain = text.replaceAll(/[\\%_]/g, '\\$&')
  const typed = keyBegun(text)
  const key = sql`${records.prefix} || '-' || ${records.number}`
  const begins = sql`(${key} ilike ${`${plain}%`} or ${records.title} ilike ${`${plain}%`})`
  const hits = sql`${records.id} in (
    select t.id from records t where t.workspace_id = ${workspaceId} and t.title ilike ${`%${plain}%`}
    union all
    select k.id from records k
    where k.workspace_id = ${workspaceId} and k.prefix = ${typed?.prefix ?? ''} and k.number::text like ${`${typed?.digits ?? ''}%`})`
  const rows = await tx
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        eq(records.workspaceId, workspaceId),
        isNull(records.removedAt),
        types ? inArray(records.type, types) : undefined,
        text ? hits : undefined,
      ),
    )
    .orderBy(
      ...(text ? [sql`${key} = ${text.toUpperCase()} desc`, sql`${begins} desc`] : []),
      sql`${records.stateGroup} in ('open', 'active') desc`,
      desc(records.updatedAt),
      desc(records.id),
    )
    .limit(limit)
  return rows.map((row) => row.id)
}

export const lastVisited = (tx: Transaction, workspaceId: string, memberId: MemberId) =>
  tx
    .select(summaryColumns)
    .from(recordVisits)
    .innerJoin(records, and(eq(records.workspaceId, recordVisits.workspaceId), eq(records.id, recordVisits.recordId)))
    .where(
      and(eq(recordVisits.workspaceId, workspaceId), eq(recordVisits.memberId, memberId), isNull(records.removedAt)),
    )
    .orderBy(desc(recordVisits.at))
    .limit(20)

export const noteVisit = (
  tx: Transaction,
  visit: { workspaceId: string; memberId: MemberId; recordId: RecordId; at: Date },
) =>
  tx
    .insert(recordVisits)
    .values(visit)
    .onConflictDoUpdate({
      target: [recordVisits.workspaceId, recordVisits.memberId, recordVisits.recordId],
      set: { at: visit.at },
    })

export const stopWatching = (tx: Transaction, workspaceId: string, recordId: RecordId, memberId: MemberId) =>
  tx
    .delete(recordWatchers)
    .where(
      and(
        eq(recordWatchers.workspaceId, workspaceId),
        eq(recordWatchers.recordId, recordId),
        eq(recordWatchers.memberId, memberId),
      ),
    )
