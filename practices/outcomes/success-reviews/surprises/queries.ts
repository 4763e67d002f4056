import { and, eq, inArray, ne } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { successReviewSurprises as surprises } from '../tables.ts'

/** What was written for the given reviews. Who may read it is for the caller to ask the rules. */
export async function surprisesOf(tx: Transaction, workspaceId: string, reviewIds: readonly string[]) {
  if (reviewIds.length === 0) return []
  return tx
    .select({
      reviewId: surprises.reviewId,
      side: surprises.side,
      text: surprises.text,
      by: surprises.byId,
      isHandedIn: surprises.isHandedIn,
    })
    .from(surprises)
    .where(
      and(
        eq(surprises.workspaceId, workspaceId),
        inArray(surprises.reviewId, [...reviewIds] as RecordId[]),
        ne(surprises.text, ''),
      ),
    )
}

type Written = { reviewId: RecordId; side: Side; text: string; byId: MemberId; writtenAt: Date }

export const putSurprise = (tx: Transaction, workspaceId: string, written: Written) =>
  tx
    .insert(surprises)
    .values({ workspaceId, ...written })
    .onConflictDoUpdate({
      target: [surprises.workspaceId, surprises.reviewId, surprises.side],
      set: { text: written.text, byId: written.byId, writtenAt: written.writtenAt },
    })

export const markHandedIn = (tx: Transaction, workspaceId: string, reviewId: RecordId, side: Side) =>
  tx
    .update(surprises)
    .set({ isHandedIn: true })
    .where(and(eq(surprises.workspaceId, workspaceId), eq(surprises.reviewId, reviewId), eq(surprises.side, side)))
