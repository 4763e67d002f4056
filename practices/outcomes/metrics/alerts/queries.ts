import { and, desc, eq, gt, isNull, lt, lte, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Day } from '#platform/time/days.ts'

import { metrics, metricValues } from '../tables.ts'
import type { AlertId } from './contract.ts'
import { metricAlertCrossings as crossings, metricAlerts as alerts } from './tables.ts'

export type AlertRow = typeof alerts.$inferSelect

export const alertsOf = (tx: Transaction, workspaceId: string, metricId: string) =>
  tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.metricId, metricId as RecordId)))
    .orderBy(alerts.createdAt, alerts.id)

/** The same, each held until the transaction ends, so that two values that arrive at once tell of one crossing once. */
export const alertsToJudge = (tx: Transaction, workspaceId: string, metricId: string) =>
  alertsOf(tx, workspaceId, metricId).for('update')

export async function findAlert(tx: Transaction, workspaceId: string, id: AlertId) {
  const [found] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))
  return found
}

export const insertAlert = (tx: Transaction, alert: typeof alerts.$inferInsert) => tx.insert(alerts).values(alert)

export const changeAlert = (
  tx: Transaction,
  workspaceId: string,
  id: AlertId,
  change: { isCrossed?: boolean; snoozedUntil?: Date | null },
) =>
  tx
    .update(alerts)
    .set(change)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))

export const deleteAlert = (tx: Transaction, workspaceId: string, id: AlertId) =>
  tx.delete(alerts).where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))

export const insertCrossing = (tx: Transaction, crossing: typeof crossings.$inferInsert) =>
  tx.insert(crossings).values(crossing)

export async function findCrossing(tx: Transaction, workspaceId: string, id: string) {
  const [found] = await tx
    .select()
    .from(crossings)
    .where(and(eq(crossings.workspaceId, workspaceId), eq(crossings.id, id)))
  return found
}

/** Notes on what day the crossing of an alert that is under way was over. */
export const endCrossing = (tx: Transaction, workspaceId: string, alertId: AlertId, backOn: Day) =>
  tx
    .update(crossings)
    .set({ backOn })
    .where(and(eq(crossings.workspaceId, workspaceId), eq(crossings.alertId, alertId), isNull(crossings.backOn)))

/** One row more than asked for, which tells whether there is a next page. Ids grow with time. */
export const newestCrossings = (
  tx: Transaction,
  workspaceId: string,
  metricId: RecordId,
  { after, limit }: { after?: string | undefined; limit: number },
) =>
  tx
    .select()
    .from(crossings)
    .where(
      and(
        eq(crossings.workspaceId, workspaceId),
        eq(crossings.metricId, metricId),
        after ? lt(crossings.id, after) : undefined,
      ),
    )
    .orderBy(desc(crossings.id))
    .limit(limit + 1)

/** The values of a metric up to a day, oldest first: as many days before its last one as are asked for. */
export async function valuesUpTo(tx: Transaction, workspaceId: string, metricId: string, to: Day, days: number) {
  const own = and(
    eq(metricValues.workspaceId, workspaceId),
    eq(metricValues.metricId, metricId as RecordId),
    lte(metricValues.day, to),
  )
  return tx
    .select({ day: metricValues.day, value: metricValues.value })
    .from(metricValues)
    .where(
      and(
        own,
        sql`${metricValues.day} >= (select max(day) from metric_values where workspace_id = ${workspaceId} and metric_id = ${metricId} and day <= ${to}::date) - ${days}::int`,
      ),
    )
    .orderBy(metricValues.day)
}

/** The metrics with an alert whose values are final only some days after their day. */
export async function metricsThatMature(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .selectDistinct({ id: metrics.id })
    .from(metrics)
    .innerJoin(alerts, and(eq(alerts.workspaceId, metrics.workspaceId), eq(alerts.metricId, metrics.id)))
    .where(and(eq(metrics.workspaceId, workspaceId), gt(metrics.maturesAfterDays, 0)))
  return rows.map(({ id }) => id)
}
