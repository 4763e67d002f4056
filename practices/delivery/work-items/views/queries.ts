import { and, count, desc, eq, or, sql } from 'drizzle-orm'

import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { WorkView, WorkViewId } from './contract.ts'
import { workViewFavourites, workViews } from './tables.ts'

/** The views that a member sees, favourites first, then by name. */
export const viewsFor = (
  tx: Transaction,
  workspaceId: string,
  memberId: MemberId,
  id?: WorkViewId,
): Promise<WorkView[]> =>
  tx
    .select({
      id: workViews.id,
      name: workViews.name,
      query: workViews.query,
      ownerId: workViews.ownerId,
      isShared: workViews.isShared,
      isFavourite: sql<boolean>`${workViewFavourites.viewId} is not null`.as('favourite'),
    })
    .from(workViews)
    .leftJoin(
      workViewFavourites,
      and(
        eq(workViewFavourites.workspaceId, workViews.workspaceId),
        eq(workViewFavourites.viewId, workViews.id),
        eq(workViewFavourites.memberId, memberId),
      ),
    )
    .where(
      and(
        eq(workViews.workspaceId, workspaceId),
        or(eq(workViews.ownerId, memberId), eq(workViews.isShared, true)),
        id ? eq(workViews.id, id) : undefined,
      ),
    )
    .orderBy(desc(sql`favourite`), sql`lower(${workViews.name})`, workViews.id)
    .limit(500)

export async function viewsOwned(tx: Transaction, workspaceId: string, memberId: MemberId) {
  const [row] = await tx
    .select({ views: count() })
    .from(workViews)
    .where(and(eq(workViews.workspaceId, workspaceId), eq(workViews.ownerId, memberId)))
  return row!.views
}

export const insertView = (tx: Transaction, view: typeof workViews.$inferInsert) => tx.insert(workViews).values(view)

export const updateView = (
  tx: Transaction,
  workspaceId: string,
  { id, name, query, isShared }: Pick<WorkView, 'id' | 'name' | 'query' | 'isShared'>,
) =>
  tx
    .update(workViews)
    .set({ name, query, isShared })
    .where(and(eq(workViews.workspaceId, workspaceId), eq(workViews.id, id)))

export const deleteView = (tx: Transaction, workspaceId: string, id: WorkViewId) =>
  tx.delete(workViews).where(and(eq(workViews.workspaceId, workspaceId), eq(workViews.id, id)))

export const putFavourite = (tx: Transaction, workspaceId: string, memberId: MemberId, viewId: WorkViewId) =>
  tx.insert(workViewFavourites).values({ workspaceId, memberId, viewId }).onConflictDoNothing()

export const dropFavourite = (tx: Transaction, workspaceId: string, memberId: MemberId, viewId: WorkViewId) =>
  tx
    .delete(workViewFavourites)
    .where(
      and(
        eq(workViewFavourites.workspaceId, workspaceId),
        eq(workViewFavourites.memberId, memberId),
        eq(workViewFavourites.viewId, viewId),
      ),
    )
