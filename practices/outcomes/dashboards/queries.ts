import { and, eq, gt, isNull, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import type { ShareId, Tile } from './contract.ts'
import { dashboardReaders as readers, dashboards, dashboardShares as shares } from './tables.ts'

const select = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({
      id: dashboards.id,
      tiles: dashboards.tiles,
      editedAt: dashboards.editedAt,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      state: recordRows.state,
      version: recordRows.version,
    })
    .from(dashboards)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, dashboards.workspaceId), eq(recordRows.id, dashboards.id)))
    .where(and(isNull(recordRows.removedAt), where))

export type FoundDashboard = Awaited<ReturnType<typeof select>>[number]

export async function findDashboard(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(
      eq(dashboards.workspaceId, workspaceId),
      eq(recordRows.prefix, parts.prefix),
      eq(recordRows.number, parts.number),
    ),
  )
  return found
}

export async function dashboardWithId(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await select(tx, and(eq(dashboards.workspaceId, workspaceId), eq(dashboards.id, id)))
  return found
}

/** By title. One row more than asked for, which tells whether there is a next page. */
export function dashboardsByTitle(
  tx: Transaction,
  workspaceId: string,
  { after, limit, retired }: { after?: string | undefined; limit: number; retired: boolean },
) {
  const title = sql`lower(${recordRows.title})`
  return select(
    tx,
    and(
      eq(dashboards.workspaceId, workspaceId),
      eq(recordRows.state, retired ? 'retired' : 'in use'),
      after
        ? sql`(${title}, ${recordRows.id}) > (select lower(title), id from records where workspace_id = ${workspaceId} and id = ${after})`
        : undefined,
    ),
  )
    .orderBy(title, recordRows.id)
    .limit(limit + 1)
}

export const insertDashboard = (tx: Transaction, dashboard: typeof dashboards.$inferInsert) =>
  tx.insert(dashboards).values(dashboard)

export const putTiles = (tx: Transaction, workspaceId: string, id: RecordId, tiles: Tile[], now: Date) =>
  tx
    .update(dashboards)
    .set({ tiles, editedAt: now })
    .where(and(eq(dashboards.workspaceId, workspaceId), eq(dashboards.id, id)))

export const insertShare = (tx: Transaction, share: typeof shares.$inferInsert) => tx.insert(shares).values(share)

/** The links that open a dashboard at an instant, oldest first. */
export const openShares = (tx: Transaction, workspaceId: string, dashboardId: RecordId, now: Date) =>
  tx
    .select()
    .from(shares)
    .where(
      and(
        eq(shares.workspaceId, workspaceId),
        eq(shares.dashboardId, dashboardId),
        isNull(shares.takenBackAt),
        gt(shares.expiresAt, now),
      ),
    )
    .orderBy(shares.createdAt, shares.id)

export async function endShare(tx: Transaction, workspaceId: string, id: ShareId, now: Date) {
  const [ended] = await tx
    .update(shares)
    .set({ takenBackAt: now })
    .where(and(eq(shares.workspaceId, workspaceId), eq(shares.id, id), isNull(shares.takenBackAt)))
    .returning({ dashboardId: shares.dashboardId })
  return ended
}

/** A link by its id, in whatever workspace; for the owner’s transaction. */
export async function shareWithId(tx: Transaction, id: ShareId, now: Date) {
  const [found] = await tx
    .select()
    .from(shares)
    .where(and(eq(shares.id, id), isNull(shares.takenBackAt), gt(shares.expiresAt, now)))
  return found
}

export async function readersOf(tx: Transaction, workspaceId: string) {
  const rows = await tx.select().from(readers).where(eq(readers.workspaceId, workspaceId)).orderBy(readers.since)
  return Map.groupBy(rows, ({ dashboardId }) => dashboardId)
}

export const addReader = (tx: Transaction, workspaceId: string, dashboardId: RecordId, memberId: MemberId, now: Date) =>
  tx.insert(readers).values({ workspaceId, dashboardId, memberId, since: now }).onConflictDoNothing()

const reader = (workspaceId: string, dashboardId: RecordId, memberId: MemberId) =>
  and(eq(readers.workspaceId, workspaceId), eq(readers.dashboardId, dashboardId), eq(readers.memberId, memberId))

export const removeReader = (tx: Transaction, workspaceId: string, dashboardId: RecordId, memberId: MemberId) =>
  tx.delete(readers).where(reader(workspaceId, dashboardId, memberId))

/** Takes the digest of a Monday for one reader; undefined when another server did. */
export async function claimDigest(
  tx: Transaction,
  workspaceId: string,
  dashboardId: RecordId,
  memberId: MemberId,
  dueOn: Day,
) {
  const [claimed] = await tx
    .update(readers)
    .set({ sentFor: dueOn })
    .where(
      and(
        reader(workspaceId, dashboardId, memberId),
        sql`(${readers.sentFor} is null or ${readers.sentFor} < ${dueOn}::date)`,
      ),
    )
    .returning({ memberId: readers.memberId })
  return claimed
}
