import { and, count, eq, inArray, isNull } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import { comments } from './tables.ts'

/** How many comments stand at each of the given records. Records without any are left out. */
export async function commentCounts(tx: Transaction, workspaceId: string, recordIds: readonly string[]) {
  if (recordIds.length === 0) return new Map<string, number>()
  const rows = await tx
    .select({ id: comments.recordId, total: count() })
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, workspaceId),
        inArray(comments.recordId, [...new Set(recordIds)] as RecordId[]),
        isNull(comments.deletedAt),
      ),
    )
    .groupBy(comments.recordId)
  return new Map(rows.map(({ id, total }) => [id as string, total]))
}
