import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import type { Warehouse } from '#platform/warehouse/warehouse.ts'

import type { IntakeDay } from './contract.ts'
import { intakeHours, productInbox, productRejections } from './intake/tables.ts'
import type { ProductEvent } from './people/contract.ts'
import { EVENT_COLUMNS } from './people/events-of/queries.ts'
import type { ProductProjectId } from './projects/contract.ts'

type Where = { workspaceId: string; projectId: ProductProjectId }

const inInbox = (at: Where) =>
  and(eq(productInbox.workspaceId, at.workspaceId), eq(productInbox.projectId, at.projectId))

/** The newest events that wait to be moved. */
export const newestWaiting = (tx: Transaction, at: Where, limit: number) =>
  tx.select().from(productInbox).where(inInbox(at)).orderBy(desc(productInbox.number)).limit(limit)

/** The newest events of the warehouse, looked for in ever longer times. */
export async function newestStored(
  warehouse: Warehouse,
  { workspaceId, projectId }: Where,
  { name, limit, now }: { name?: string | undefined; limit: number; now: Date },
): Promise<ProductEvent[]> {
  for (const days of [1, 30, 36_500]) {
    const rows = await warehouse.rows<ProductEvent>(
      `select ${EVENT_COLUMNS} from product_events
      where workspace_id = {workspace:UUID} and project_id = {project:UUID} ${name ? 'and name = {name:String}' : ''}
        and at > {since:DateTime64(3, 'UTC')}
      order by at desc limit {limit:UInt32}`,
      {
        workspace: workspaceId,
        project: projectId,
        name: name ?? '',
        since: new Date(Math.max(0, now.getTime() - days * 86_400_000)),
        limit,
      },
      { seconds: 5 },
    )
    if (rows.length === limit) return rows
    if (days === 36_500) return rows
  }
  return []
}

/** The names of events since a time, most frequent first. */
export const frequentNames = (warehouse: Warehouse, { workspaceId, projectId }: Where, since: Date) =>
  warehouse.rows<{ name: string; count: number; lastAt: Date }>(
    `select name, count() as count, max(at) as lastAt from product_events
    where workspace_id = {workspace:UUID} and project_id = {project:UUID} and at >= {since:DateTime64(3, 'UTC')}
    group by name order by count desc, name limit 1000`,
    { workspace: workspaceId, project: projectId, since },
    { seconds: 5 },
  )

/** Whether a product has ever sent an event that was accepted. */
export async function hasAccepted(tx: Transaction, at: Where) {
  const rows = await tx
    .select({ one: sql`1` })
    .from(intakeHours)
    .where(
      and(
        eq(intakeHours.workspaceId, at.workspaceId),
        eq(intakeHours.projectId, at.projectId),
        sql`${intakeHours.accepted} > 0`,
      ),
    )
    .limit(1)
  return rows.length > 0
}

export async function intakeByDay(tx: Transaction, at: Where, since: Date): Promise<IntakeDay[]> {
  const { rows } = await tx.execute<IntakeDay>(sql`
    select to_char(hour at time zone 'UTC', 'YYYY-MM-DD') as day, sum(accepted)::int as accepted,
      sum(repeated)::int as repeated, sum(refused)::int as refused
    from ${intakeHours}
    where workspace_id = ${at.workspaceId} and project_id = ${at.projectId} and hour >= ${since.toISOString()}
    group by 1 order by 1`)
  return rows
}

export async function inboxState(tx: Transaction, at: Where) {
  const [waiting] = await tx
    .select({ n: sql<number>`count(*)::int`, oldest: sql<Date | string | null>`min(${productInbox.receivedAt})` })
    .from(productInbox)
    .where(and(inInbox(at), isNull(productInbox.stuck)))
  const [stuck] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(productInbox)
    .where(and(inInbox(at), isNotNull(productInbox.stuck)))
  return {
    waiting: waiting!.n,
    oldestWaitingAt: waiting!.oldest === null ? null : new Date(waiting!.oldest),
    stuck: stuck!.n,
  }
}

/** One more than asked for. */
export const newestRejections = (
  tx: Transaction,
  at: Where,
  { after, limit }: { after?: string | undefined; limit: number },
) =>
  tx
    .select()
    .from(productRejections)
    .where(
      and(
        eq(productRejections.workspaceId, at.workspaceId),
        eq(productRejections.projectId, at.projectId),
        after ? lt(productRejections.id, after) : undefined,
      ),
    )
    .orderBy(desc(productRejections.id))
    .limit(limit + 1)
