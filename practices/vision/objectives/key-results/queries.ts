import { and, asc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey, summaryColumns } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import { objectives } from '../tables.ts'
import { keyResults } from './tables.ts'

const columns = {
  ...summaryColumns,
  objectiveId: keyResults.objectiveId,
  kind: keyResults.kind,
  start: keyResults.start,
  target: keyResults.target,
  unit: keyResults.unit,
  startsOn: keyResults.startsOn,
  dueOn: keyResults.dueOn,
  source: keyResults.source,
  metricId: keyResults.metricId,
  metricDays: keyResults.metricDays,
  value: keyResults.value,
  valueOn: keyResults.valueOn,
  deliveredOn: keyResults.deliveredOn,
  toldStatus: keyResults.status,
  reachedAt: keyResults.reachedAt,
  grade: keyResults.grade,
  gradeNote: keyResults.gradeNote,
  rolledToId: keyResults.rolledToId,
  droppedAt: keyResults.droppedAt,
  verdict: keyResults.verdict,
  verdictReviewId: keyResults.verdictReviewId,
  verdictAt: keyResults.verdictAt,
  cycle: objectives.cycle,
  objectiveState: objectives.state,
  activatedAt: objectives.activatedAt,
  productOwnerId: objectives.productOwnerId,
  engineeringOwnerId: objectives.engineeringOwnerId,
}

const select = (tx: Transaction, workspaceId: string, where: SQL | undefined) =>
  tx
    .select(columns)
    .from(keyResults)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, keyResults.workspaceId), eq(recordRows.id, keyResults.id)))
    .innerJoin(
      objectives,
      and(eq(objectives.workspaceId, keyResults.workspaceId), eq(objectives.id, keyResults.objectiveId)),
    )
    .where(and(eq(keyResults.workspaceId, workspaceId), isNull(recordRows.removedAt), where))

/** A key result with what it needs of its objective. `toldStatus` is the status that others were last told. */
export type KeyResultRow = Awaited<ReturnType<typeof keyResultsWithIds>>[number]

export const keyResultsWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  select(tx, workspaceId, inArray(keyResults.id, [...ids] as RecordId[]))

export async function findKeyResult(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await keyResultsWithIds(tx, workspaceId, [id])
  return found
}

export async function findKeyResultByKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    workspaceId,
    and(eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return found
}

/** The key results of objectives that were not taken back, in their order. */
export const keyResultsOf = (tx: Transaction, workspaceId: string, objectiveIds: readonly string[]) =>
  select(
    tx,
    workspaceId,
    and(inArray(keyResults.objectiveId, [...objectiveIds] as RecordId[]), isNull(keyResults.droppedAt)),
  ).orderBy(asc(keyResults.position), asc(keyResults.id))

const running = () =>
  and(
    isNotNull(objectives.activatedAt),
    notInArray(objectives.state, ['done', 'dropped']),
    isNull(keyResults.droppedAt),
    isNull(keyResults.grade),
    isNull(keyResults.rolledToId),
  )

export const runningKeyResults = (tx: Transaction, workspaceId: string) => select(tx, workspaceId, running())

/** Those that are fed by a metric and take values. */
export const runningOnMetric = (tx: Transaction, workspaceId: string, metricId: RecordId) =>
  select(tx, workspaceId, and(running(), eq(keyResults.metricId, metricId), eq(keyResults.source, 'metric')))

type Filter = {
  owner?: MemberId | undefined
  cycle?: string | undefined
  after?: string | undefined
}

/** Running ones, soonest due first. */
export function runningByDue(tx: Transaction, workspaceId: string, { owner, cycle, after }: Filter, most: number) {
  const ownedBy = owner && or(eq(objectives.productOwnerId, owner), eq(objectives.engineeringOwnerId, owner))
  const later = after
    ? sql`(${keyResults.dueOn}, ${keyResults.id}) > (select due_on, id from key_results where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return select(tx, workspaceId, and(running(), ownedBy, cycle ? eq(objectives.cycle, cycle) : undefined, later))
    .orderBy(asc(keyResults.dueOn), asc(keyResults.id))
    .limit(most)
}

type NewKeyResult = Omit<typeof keyResults.$inferInsert, 'workspaceId' | 'position'>

/** Puts it behind the others of its objective. */
export const insertKeyResult = (tx: Transaction, workspaceId: string, keyResult: NewKeyResult) =>
  tx.insert(keyResults).values({
    workspaceId,
    ...keyResult,
    position: sql`(select coalesce(max(position) + 1, 0) from key_results where workspace_id = ${workspaceId} and objective_id = ${keyResult.objectiveId})`,
  })

export type KeyResultChange = Partial<Omit<NewKeyResult, 'id' | 'objectiveId'>>

export const changeKeyResult = (tx: Transaction, workspaceId: string, id: RecordId, change: KeyResultChange) =>
  tx
    .update(keyResults)
    .set(change)
    .where(and(eq(keyResults.workspaceId, workspaceId), eq(keyResults.id, id)))
