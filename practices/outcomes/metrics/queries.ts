import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { MetricKind } from './contract.ts'
import { metricRedefinitions, metrics } from './tables.ts'
import type { Point } from './values/contract.ts'

const RECENT = 56

export type MetricRow = Omit<typeof metrics.$inferSelect, 'workspaceId'> & {
  key: string
  name: string
  state: string
  version: number
  latest: Point | null
}

const latest = sql<Point | null>`(
  select json_build_object('day', v.day, 'value', v.value) from metric_values v
  where v.workspace_id = ${metrics.workspaceId} and v.metric_id = ${metrics.id} order by v.day desc limit 1)`

const recent = sql<Point[]>`(
  select coalesce(json_agg(json_build_object('day', v.day, 'value', v.value) order by v.day), '[]') from (
    select day, value from metric_values w
    where w.workspace_id = ${metrics.workspaceId} and w.metric_id = ${metrics.id} order by w.day desc limit ${RECENT}) v)`

const { workspaceId: _, ...own } = {
  workspaceId: metrics.workspaceId,
  id: metrics.id,
  definition: metrics.definition,
  unit: metrics.unit,
  digits: metrics.digits,
  kind: metrics.kind,
  direction: metrics.direction,
  target: metrics.target,
  low: metrics.low,
  high: metrics.high,
  atRiskAt: metrics.atRiskAt,
  offTrackAt: metrics.offTrackAt,
  isGuardrail: metrics.isGuardrail,
  preset: metrics.preset,
  source: metrics.source,
  formula: metrics.formula,
  maturesAfterDays: metrics.maturesAfterDays,
  productOwnerId: metrics.productOwnerId,
  engineeringOwnerId: metrics.engineeringOwnerId,
  editedAt: metrics.editedAt,
}

const select = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({
      ...own,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      name: recordRows.title,
      state: recordRows.state,
      version: recordRows.version,
      latest,
      recent,
    })
    .from(metrics)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, metrics.workspaceId), eq(recordRows.id, metrics.id)))
    .where(and(isNull(recordRows.removedAt), where))

export type FoundMetric = Awaited<ReturnType<typeof select>>[number]

export async function findMetric(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    and(eq(metrics.workspaceId, workspaceId), eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return found
}

export const metricsWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  select(tx, and(eq(metrics.workspaceId, workspaceId), inArray(metrics.id, [...ids] as RecordId[])))

type Filter = {
  after?: string | undefined
  limit: number
  kind?: MetricKind | undefined
  owner?: MemberId | undefined
  guardrail?: boolean | undefined
  retired: boolean
  search?: string | undefined
}

/** By name. One row more than asked for, which tells whether there is a next page. */
export function metricsByName(tx: Transaction, workspaceId: string, filter: Filter) {
  const { after, limit, kind, owner, guardrail, retired, search } = filter
  const name = sql`lower(${recordRows.title})`
  return select(
    tx,
    and(
      eq(metrics.workspaceId, workspaceId),
      eq(recordRows.state, retired ? 'retired' : 'in use'),
      kind && eq(metrics.kind, kind),
      owner && or(eq(metrics.productOwnerId, owner), eq(metrics.engineeringOwnerId, owner)),
      guardrail === undefined ? undefined : eq(metrics.isGuardrail, guardrail),
      search ? sql`strpos(${name}, lower(${search})) > 0` : undefined,
      after
        ? sql`(${name}, ${recordRows.id}) > (select lower(title), id from records where workspace_id = ${workspaceId} and id = ${after})`
        : undefined,
    ),
  )
    .orderBy(name, recordRows.id)
    .limit(limit + 1)
}

export const insertMetric = (tx: Transaction, metric: typeof metrics.$inferInsert) => tx.insert(metrics).values(metric)

export const changeMetric = (
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: Partial<Omit<typeof metrics.$inferInsert, 'workspaceId' | 'id'>>,
) =>
  tx
    .update(metrics)
    .set(change)
    .where(and(eq(metrics.workspaceId, workspaceId), eq(metrics.id, id)))

export const insertRedefinition = (tx: Transaction, redefinition: typeof metricRedefinitions.$inferInsert) =>
  tx.insert(metricRedefinitions).values(redefinition)

/** The ids of the visions that this workspace has; metrics that measure one are its north stars. */
export async function visionIds(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ id: recordRows.id })
    .from(recordRows)
    .where(and(eq(recordRows.workspaceId, workspaceId), eq(recordRows.type, 'vision'), isNull(recordRows.removedAt)))
  return rows.map(({ id }) => id)
}
