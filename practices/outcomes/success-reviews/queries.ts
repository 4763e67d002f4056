import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { ReviewState, Verdict } from './contract.ts'
import { successReviewDelays, successReviewPeople, successReviews } from './tables.ts'

const select = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({
      id: successReviews.id,
      releaseId: successReviews.releaseId,
      windowDays: successReviews.windowDays,
      dueOn: successReviews.dueOn,
      remindedOn: successReviews.remindedOn,
      facilitatorId: successReviews.facilitatorId,
      revealedAt: successReviews.revealedAt,
      verdict: successReviews.verdict,
      learned: successReviews.learned,
      reason: successReviews.reason,
      ownerId: successReviews.ownerId,
      followUpOn: successReviews.followUpOn,
      decidedById: successReviews.decidedById,
      decidedAt: successReviews.decidedAt,
      facts: successReviews.facts,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      // The registry knows states of every type; this feature alone writes those of reviews.
      state: sql<ReviewState>`${recordRows.state}`,
      stateGroup: recordRows.stateGroup,
      version: recordRows.version,
    })
    .from(successReviews)
    .innerJoin(
      recordRows,
      and(eq(recordRows.workspaceId, successReviews.workspaceId), eq(recordRows.id, successReviews.id)),
    )
    .where(and(isNull(recordRows.removedAt), where))

export type FoundReview = Awaited<ReturnType<typeof select>>[number]

export async function findReview(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(
      eq(successReviews.workspaceId, workspaceId),
      eq(recordRows.prefix, parts.prefix),
      eq(recordRows.number, parts.number),
    ),
  )
  return found
}

export const reviewsOfReleases = (tx: Transaction, workspaceId: string, releaseIds: readonly string[]) =>
  select(
    tx,
    and(eq(successReviews.workspaceId, workspaceId), inArray(successReviews.releaseId, [...releaseIds] as RecordId[])),
  )

type Filter = {
  after?: string | undefined
  limit: number
  show: 'open' | 'overdue' | 'completed'
  verdict?: Verdict | undefined
  memberId?: MemberId | undefined
  releaseId?: RecordId | undefined
}

/** Open ones by their day, completed ones newest first. One row more than asked for. */
export function reviewsShown(tx: Transaction, workspaceId: string, filter: Filter, today: Day) {
  const { after, limit, show, verdict, memberId, releaseId } = filter
  const isDone = show === 'completed'
  const last = (column: string) =>
    sql`(select ${sql.raw(column)}, id from success_reviews where workspace_id = ${workspaceId} and id = ${after})`
  const beyond = isDone
    ? sql`(${successReviews.decidedAt}, ${successReviews.id}) < ${last('decided_at')}`
    : sql`(${successReviews.dueOn}, ${successReviews.id}) > ${last('due_on')}`
  const invited = sql`exists (select 1 from success_review_people p where p.workspace_id = ${workspaceId}
    and p.review_id = ${successReviews.id} and p.member_id = ${memberId})`
  return select(
    tx,
    and(
      eq(successReviews.workspaceId, workspaceId),
      isDone ? isNotNull(successReviews.decidedAt) : isNull(successReviews.decidedAt),
      show === 'overdue' ? lt(successReviews.dueOn, today) : undefined,
      verdict ? eq(successReviews.verdict, verdict) : undefined,
      memberId ? invited : undefined,
      releaseId ? eq(successReviews.releaseId, releaseId) : undefined,
      after ? beyond : undefined,
    ),
  )
    .orderBy(
      ...(isDone
        ? [desc(successReviews.decidedAt), desc(successReviews.id)]
        : [asc(successReviews.dueOn), asc(successReviews.id)]),
    )
    .limit(limit + 1)
}

/** Open reviews whose day has come, for reminders. */
export const reviewsDue = (tx: Transaction, workspaceId: string, today: Day) =>
  select(
    tx,
    and(
      eq(successReviews.workspaceId, workspaceId),
      isNull(successReviews.decidedAt),
      lte(successReviews.dueOn, today),
    ),
  ).orderBy(successReviews.dueOn)

/** Counts for the head of the list. In time is decided within seven days of the review's day, in the given zone. */
export async function reviewFigures(tx: Transaction, workspaceId: string, today: Day, timeZone: string) {
  const { rows } = await tx.execute<Record<'open' | 'overdue' | 'completed' | 'onTime' | Verdict, number>>(sql`
    select count(*) filter (where decided_at is null)::int as open,
      count(*) filter (where decided_at is null and due_on < ${today})::int as overdue,
      count(*) filter (where decided_at is not null)::int as completed,
      count(*) filter (where (decided_at at time zone ${timeZone})::date <= due_on + 7)::int as "onTime",
      count(*) filter (where verdict = 'continue')::int as continue,
      count(*) filter (where verdict = 'adjust')::int as adjust,
      count(*) filter (where verdict = 'stop')::int as stop
    from success_reviews where workspace_id = ${workspaceId}`)
  const { open, overdue, completed, onTime, ...verdicts } = rows[0]!
  return { open, overdue, completed, onTime, verdicts }
}

export const insertReview = (tx: Transaction, review: typeof successReviews.$inferInsert) =>
  tx.insert(successReviews).values(review)

export const changeReview = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: Partial<Omit<typeof successReviews.$inferInsert, 'workspaceId' | 'id'>>,
) =>
  tx
    .update(successReviews)
    .set(change)
    .where(and(eq(successReviews.workspaceId, workspaceId), eq(successReviews.id, id)))

export async function putPeople(tx: Transaction, workspaceId: string, reviewId: RecordId, ids: readonly string[]) {
  if (ids.length === 0) return
  await tx
    .insert(successReviewPeople)
    .values([...new Set(ids)].map((id) => ({ workspaceId, reviewId, memberId: id as MemberId })))
    .onConflictDoNothing()
}

/** Who is invited to the given reviews, by review. */
export async function peopleOf(tx: Transaction, workspaceId: string, reviewIds: readonly string[]) {
  if (reviewIds.length === 0) return new Map<string, MemberId[]>()
  const rows = await tx
    .select({ reviewId: successReviewPeople.reviewId, memberId: successReviewPeople.memberId })
    .from(successReviewPeople)
    .where(
      and(
        eq(successReviewPeople.workspaceId, workspaceId),
        inArray(successReviewPeople.reviewId, [...reviewIds] as RecordId[]),
      ),
    )
    .orderBy(successReviewPeople.memberId)
  const byReview = Map.groupBy(rows, ({ reviewId }) => reviewId as string)
  return new Map([...byReview].map(([id, own]) => [id, own.map(({ memberId }) => memberId)]))
}

export const insertDelay = (tx: Transaction, delay: typeof successReviewDelays.$inferInsert) =>
  tx.insert(successReviewDelays).values(delay)

export const delaysOf = (tx: Transaction, workspaceId: string, reviewId: RecordId) =>
  tx
    .select({
      from: successReviewDelays.from,
      to: successReviewDelays.to,
      reason: successReviewDelays.reason,
      by: successReviewDelays.byId,
      at: successReviewDelays.at,
    })
    .from(successReviewDelays)
    .where(and(eq(successReviewDelays.workspaceId, workspaceId), eq(successReviewDelays.reviewId, reviewId)))
    .orderBy(desc(successReviewDelays.at), desc(successReviewDelays.id))
