import { and, desc, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { ChangeState, ConnectionId, DeliveryOutcome } from './contract.ts'
import { changes, githubConnections, githubDeliveries } from './tables.ts'

export type StoredChange = Omit<typeof changes.$inferSelect, 'workspaceId'> & { key: string; title: string }

function select(tx: Transaction, where: SQL | undefined) {
  return tx
    .select({
      id: changes.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      repository: changes.repository,
      number: changes.number,
      state: changes.state,
      url: changes.url,
      branch: changes.branch,
      author: changes.author,
      openedAt: changes.openedAt,
      mergedAt: changes.mergedAt,
      closedAt: changes.closedAt,
    })
    .from(changes)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, changes.workspaceId), eq(recordRows.id, changes.id)))
    .where(and(where, isNull(recordRows.removedAt)))
}

export async function changeWithKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [row] = await select(
    tx,
    and(eq(changes.workspaceId, workspaceId), eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return row
}

export async function changeOfPull(tx: Transaction, workspaceId: string, repository: string, number: number) {
  const [row] = await select(
    tx,
    and(eq(changes.workspaceId, workspaceId), eq(changes.repository, repository), eq(changes.number, number)),
  )
  return row
}

type Filter = {
  after?: string | undefined
  limit: number
  delivers?: RecordId | undefined
  state?: ChangeState | undefined
}

/** One row more than asked for. */
export function newestChanges(tx: Transaction, workspaceId: string, { after, limit, delivers, state }: Filter) {
  return select(
    tx,
    and(
      eq(changes.workspaceId, workspaceId),
      state ? eq(changes.state, state) : undefined,
      delivers
        ? sql`exists (select 1 from links l where l.workspace_id = ${workspaceId} and l.from_id = ${changes.id} and l.to_id = ${delivers} and l.kind = 'delivers')`
        : undefined,
      after
        ? sql`(${changes.openedAt}, ${changes.id}) < (select opened_at, id from changes where workspace_id = ${workspaceId} and id = ${after})`
        : undefined,
    ),
  )
    .orderBy(desc(changes.openedAt), desc(changes.id))
    .limit(limit + 1)
}

/** The changes of a repository merged after one instant and up to another. */
export const changesMergedBetween = (
  tx: Transaction,
  workspaceId: string,
  repository: string,
  after: Date,
  upTo: Date,
) =>
  select(
    tx,
    and(
      eq(changes.workspaceId, workspaceId),
      eq(changes.repository, repository),
      gt(changes.mergedAt, after),
      lte(changes.mergedAt, upTo),
    ),
  ).limit(2_000)

export const insertChange = (tx: Transaction, row: typeof changes.$inferInsert) => tx.insert(changes).values(row)

export const updateChange = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: Partial<typeof changes.$inferInsert>,
) =>
  tx
    .update(changes)
    .set(change)
    .where(and(eq(changes.workspaceId, workspaceId), eq(changes.id, id)))

export const insertConnection = (tx: Transaction, row: typeof githubConnections.$inferInsert) =>
  tx.insert(githubConnections).values(row)

export const openConnections = (tx: Transaction, workspaceId: string) =>
  tx
    .select()
    .from(githubConnections)
    .where(and(eq(githubConnections.workspaceId, workspaceId), isNull(githubConnections.endedAt)))
    .orderBy(githubConnections.createdAt)

export async function endConnection(tx: Transaction, workspaceId: string, id: ConnectionId, at: Date) {
  const ended = await tx
    .update(githubConnections)
    .set({ endedAt: at })
    .where(
      and(
        eq(githubConnections.workspaceId, workspaceId),
        eq(githubConnections.id, id),
        isNull(githubConnections.endedAt),
      ),
    )
    .returning({ id: githubConnections.id })
  return ended.length > 0
}

/** The open connection of an id, as the owner: its workspace is not known before. */
export async function findConnection(tx: Transaction, id: string) {
  const [row] = await tx
    .select()
    .from(githubConnections)
    .where(and(eq(githubConnections.id, id as ConnectionId), isNull(githubConnections.endedAt)))
  return row
}

/** Notes a delivery; false when this one was heard before. */
export async function noteDelivery(tx: Transaction, row: typeof githubDeliveries.$inferInsert) {
  const written = await tx
    .insert(githubDeliveries)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: githubDeliveries.id })
  await tx
    .update(githubConnections)
    .set({ lastHeardAt: row.receivedAt })
    .where(and(eq(githubConnections.workspaceId, row.workspaceId), eq(githubConnections.id, row.connectionId)))
  return written.length > 0
}

export const settleDelivery = (
  tx: Transaction,
  workspaceId: string,
  delivery: { connectionId: ConnectionId; id: string; outcome: DeliveryOutcome; says: string },
) =>
  tx
    .update(githubDeliveries)
    .set({ outcome: delivery.outcome, says: delivery.says })
    .where(
      and(
        eq(githubDeliveries.workspaceId, workspaceId),
        eq(githubDeliveries.connectionId, delivery.connectionId),
        eq(githubDeliveries.id, delivery.id),
      ),
    )

/** One row more than asked for. The cursor is the delivery's id. */
export function newestDeliveries(
  tx: Transaction,
  workspaceId: string,
  { after, limit, outcome }: { after?: string | undefined; limit: number; outcome?: DeliveryOutcome | undefined },
) {
  const older = after
    ? sql`(${githubDeliveries.receivedAt}, ${githubDeliveries.id}) < (select received_at, id from github_deliveries where workspace_id = ${workspaceId} and id = ${after} limit 1)`
    : undefined
  return tx
    .select()
    .from(githubDeliveries)
    .where(
      and(
        eq(githubDeliveries.workspaceId, workspaceId),
        outcome ? eq(githubDeliveries.outcome, outcome) : undefined,
        older,
      ),
    )
    .orderBy(desc(githubDeliveries.receivedAt), desc(githubDeliveries.id))
    .limit(limit + 1)
}
