import { and, asc, count, desc, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { CommentId, type Reaction } from './contract.ts'
import { kindsOf } from './rules.ts'
import { commentReactions as reactions, comments } from './tables.ts'

const columns = {
  id: comments.id,
  recordId: comments.recordId,
  threadId: comments.threadId,
  text: comments.text,
  by: comments.byId,
  at: comments.at,
  editedAt: comments.editedAt,
  deletedAt: comments.deletedAt,
  resolvedAt: comments.resolvedAt,
  resolvedBy: comments.resolvedById,
}

export async function findComment(tx: Transaction, workspaceId: string, id: CommentId) {
  const [row] = await tx
    .select(columns)
    .from(comments)
    .where(and(eq(comments.workspaceId, workspaceId), eq(comments.id, id)))
  return row
}

export type CommentRow = NonNullable<Awaited<ReturnType<typeof findComment>>>

export async function insertComment(
  tx: Transaction,
  workspaceId: string,
  row: { id: CommentId; recordId: RecordId; threadId: CommentId | null; text: string; byId: MemberId; at: Date },
) {
  const [written] = await tx
    .insert(comments)
    .values({ workspaceId, ...row })
    .returning(columns)
  return written!
}

type Change = Partial<
  Pick<typeof comments.$inferInsert, 'text' | 'editedAt' | 'deletedAt' | 'resolvedAt' | 'resolvedById'>
>

export async function changeComment(tx: Transaction, workspaceId: string, id: CommentId, change: Change) {
  const [row] = await tx
    .update(comments)
    .set(change)
    .where(and(eq(comments.workspaceId, workspaceId), eq(comments.id, id)))
    .returning(columns)
  return row!
}

export const removeComment = (tx: Transaction, workspaceId: string, id: CommentId) =>
  tx.delete(comments).where(and(eq(comments.workspaceId, workspaceId), eq(comments.id, id)))

export async function hasReplies(tx: Transaction, workspaceId: string, id: CommentId) {
  const [row] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.workspaceId, workspaceId), eq(comments.threadId, id)))
    .limit(1)
  return row !== undefined
}

type Page = { after?: string | undefined; limit: number }

/** One row more than asked for, which tells whether there is a next page. */
export function newestThreads(tx: Transaction, workspaceId: string, recordId: RecordId, { after, limit }: Page) {
  const older = after
    ? sql`(${comments.at}, ${comments.id}) < (select at, id from comments where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return tx
    .select(columns)
    .from(comments)
    .where(
      and(eq(comments.workspaceId, workspaceId), eq(comments.recordId, recordId), isNull(comments.threadId), older),
    )
    .orderBy(desc(comments.at), desc(comments.id))
    .limit(limit + 1)
}

/** The first replies of each thread, oldest first, and how many each has in all. */
export async function firstReplies(tx: Transaction, workspaceId: string, threadIds: CommentId[], most: number) {
  if (threadIds.length === 0) return { replies: new Map<string, CommentRow[]>(), totals: new Map<string, number>() }
  const ranked = tx
    .select({
      id: comments.id,
      rank: sql<number>`row_number() over (partition by ${comments.threadId} order by ${comments.at}, ${comments.id})`.as(
        'rank',
      ),
    })
    .from(comments)
    .where(and(eq(comments.workspaceId, workspaceId), inArray(comments.threadId, threadIds)))
    .as('ranked')
  const rows = await tx
    .select(columns)
    .from(comments)
    .innerJoin(ranked, eq(ranked.id, comments.id))
    .where(and(eq(comments.workspaceId, workspaceId), sql`${ranked.rank} <= ${most}`))
    .orderBy(asc(comments.at), asc(comments.id))
  const totals = await tx
    .select({ id: comments.threadId, total: count() })
    .from(comments)
    .where(and(eq(comments.workspaceId, workspaceId), inArray(comments.threadId, threadIds)))
    .groupBy(comments.threadId)
  return {
    replies: Map.groupBy(rows, (row) => row.threadId as string),
    totals: new Map(totals.map(({ id, total }) => [id as string, total])),
  }
}

/** One row more than asked for. */
export function repliesOf(tx: Transaction, workspaceId: string, threadId: CommentId, { after, limit }: Page) {
  const newer = after
    ? sql`(${comments.at}, ${comments.id}) > (select at, id from comments where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return tx
    .select(columns)
    .from(comments)
    .where(and(eq(comments.workspaceId, workspaceId), eq(comments.threadId, threadId), newer))
    .orderBy(asc(comments.at), asc(comments.id))
    .limit(limit + 1)
}

/** The reactions of these comments, the first given first, by comment. */
export async function reactionsOf(tx: Transaction, workspaceId: string, ids: CommentId[]) {
  const found = new Map<string, Reaction[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .select({ id: reactions.commentId, emoji: reactions.emoji, by: reactions.memberId })
    .from(reactions)
    .where(and(eq(reactions.workspaceId, workspaceId), inArray(reactions.commentId, ids)))
    .orderBy(asc(reactions.at), asc(reactions.memberId))
  for (const [id, given] of Map.groupBy(rows, (row) => row.id)) found.set(id, kindsOf(given))
  return found
}

export const putReaction = (tx: Transaction, row: typeof reactions.$inferInsert) =>
  tx.insert(reactions).values(row).onConflictDoNothing()

export const takeReaction = (
  tx: Transaction,
  workspaceId: string,
  of: { commentId: CommentId; memberId: MemberId; emoji: string },
) =>
  tx
    .delete(reactions)
    .where(
      and(
        eq(reactions.workspaceId, workspaceId),
        eq(reactions.commentId, of.commentId),
        eq(reactions.memberId, of.memberId),
        eq(reactions.emoji, of.emoji),
      ),
    )

/** Everyone who wrote in a thread. */
export async function writersOfThread(tx: Transaction, workspaceId: string, threadId: CommentId) {
  const rows = await tx
    .selectDistinct({ by: comments.byId })
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, workspaceId),
        sql`(${comments.id} = ${threadId} or ${comments.threadId} = ${threadId})`,
        isNotNull(comments.byId),
      ),
    )
  return rows.flatMap(({ by }) => by ?? [])
}

/** Adds comments of another tracker, or changes the words of those that came before. Returns the records of those. */
export async function upsertImported(
  tx: Transaction,
  workspaceId: string,
  importId: string,
  given: readonly { recordId: RecordId; sourceId: string; by: MemberId | null; at: Date; text: string }[],
) {
  if (given.length === 0) return []
  const rows = given.map(({ by, ...comment }) => ({
    workspaceId,
    id: CommentId.parse(newId()),
    importId,
    byId: by,
    ...comment,
  }))
  const written = await tx
    .insert(comments)
    .values(rows)
    .onConflictDoUpdate({
      target: [comments.workspaceId, comments.recordId, comments.sourceId],
      set: { text: sql`excluded.text` },
      setWhere: sql`${comments.text} <> excluded.text and ${comments.editedAt} is null and ${comments.deletedAt} is null`,
    })
    .returning({ recordId: comments.recordId })
  return [...new Set(written.map(({ recordId }) => recordId))]
}

/** Removes what an import brought and nobody here answered or changed. Returns the records that it was taken from. */
export async function deleteImported(
  tx: Transaction,
  workspaceId: string,
  importId: string,
  kept: readonly RecordId[],
) {
  const gone = await tx
    .delete(comments)
    .where(
      and(
        eq(comments.workspaceId, workspaceId),
        eq(comments.importId, importId),
        isNull(comments.editedAt),
        kept.length > 0 ? notInArray(comments.recordId, [...kept]) : undefined,
        sql`not exists (select 1 from comments r where r.workspace_id = ${workspaceId} and r.thread_id = ${comments.id})`,
      ),
    )
    .returning({ recordId: comments.recordId })
  return [...new Set(gone.map(({ recordId }) => recordId))]
}
