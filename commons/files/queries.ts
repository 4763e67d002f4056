import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { FileId } from './contract.ts'
import { files } from './tables.ts'

const columns = {
  id: files.id,
  name: files.name,
  type: files.type,
  size: files.size,
  recordId: files.recordId,
  by: files.byId,
  at: files.at,
}

export const insertFile = (tx: Transaction, row: typeof files.$inferInsert) => tx.insert(files).values(row)

export async function findFile(tx: Transaction, workspaceId: string, id: FileId) {
  const [row] = await tx
    .select(columns)
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, id), isNull(files.removedAt)))
  return row
}

/** One row more than asked for, which tells whether there is a next page. */
export function filesOfRecord(
  tx: Transaction,
  workspaceId: string,
  { recordId, after, limit }: { recordId: RecordId; after?: string | undefined; limit: number },
) {
  const older = after
    ? sql`(${files.at}, ${files.id}) < (select at, id from files where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return tx
    .select(columns)
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.recordId, recordId), isNull(files.removedAt), older))
    .orderBy(desc(files.at), desc(files.id))
    .limit(limit + 1)
}

export const markRemoved = (tx: Transaction, workspaceId: string, id: FileId, now: Date) =>
  tx
    .update(files)
    .set({ removedAt: now })
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, id)))

/** Removed files of all workspaces whose bytes are still there. As the owner. */
export const filesToSweep = (tx: Transaction, most: number) =>
  tx.select({ workspaceId: files.workspaceId, id: files.id }).from(files).where(isNotNull(files.removedAt)).limit(most)

/** As the owner. */
export const forgetFile = (tx: Transaction, workspaceId: string, id: FileId) =>
  tx.delete(files).where(and(eq(files.workspaceId, workspaceId), eq(files.id, id), isNotNull(files.removedAt)))
