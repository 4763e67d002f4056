import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'

import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey, summaryColumns } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { ObjectiveState } from './contract.ts'
import { objectives } from './tables.ts'

const columns = {
  ...summaryColumns,
  teamId: sql<TeamId | null>`${recordRows.teamId}`,
  cycle: objectives.cycle,
  startsOn: objectives.startsOn,
  endsOn: objectives.endsOn,
  state: objectives.state,
  productOwnerId: objectives.productOwnerId,
  engineeringOwnerId: objectives.engineeringOwnerId,
  activatedAt: objectives.activatedAt,
  endedAt: objectives.endedAt,
  grade: objectives.grade,
  endNote: objectives.endNote,
  reaffirmSince: objectives.reaffirmSince,
  rolledFromId: objectives.rolledFromId,
}

export type ObjectiveRow = Awaited<ReturnType<typeof objectivesWithIds>>[number]

const select = (tx: Transaction, workspaceId: string, where: SQL | undefined) =>
  tx
    .select(columns)
    .from(objectives)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, objectives.workspaceId), eq(recordRows.id, objectives.id)))
    .where(and(eq(objectives.workspaceId, workspaceId), isNull(recordRows.removedAt), where))

export const objectivesWithIds = (tx: Transaction, workspaceId: string, ids: readonly string[]) =>
  select(tx, workspaceId, inArray(objectives.id, [...ids] as RecordId[]))

export async function findObjective(tx: Transaction, workspaceId: string, id: RecordId) {
  const [found] = await objectivesWithIds(tx, workspaceId, [id])
  return found
}

export async function findObjectiveByKey(tx: Transaction, workspaceId: string, key: string) {
  const parts = splitKey(key)
  if (!parts) return
  const [found] = await select(
    tx,
    workspaceId,
    and(eq(recordRows.prefix, parts.prefix), eq(recordRows.number, parts.number)),
  )
  return found
}

export type ObjectiveFilter = {
  cycle?: string | undefined
  teamId?: TeamId | undefined
  owner?: MemberId | undefined
  state?: ObjectiveState | undefined
  among?: readonly string[] | undefined
  after?: string | undefined
}

/** In the order of their keys. */
export const objectivesByKey = (tx: Transaction, workspaceId: string, filter: ObjectiveFilter, most: number) =>
  select(
    tx,
    workspaceId,
    and(
      filter.cycle ? eq(objectives.cycle, filter.cycle) : undefined,
      filter.teamId ? eq(recordRows.teamId, filter.teamId) : undefined,
      filter.owner ? ownedBy(filter.owner) : undefined,
      filter.state ? eq(objectives.state, filter.state) : undefined,
      filter.among ? inArray(objectives.id, [...filter.among] as RecordId[]) : undefined,
      filter.after
        ? sql`${recordRows.number} > (select number from records where workspace_id = ${workspaceId} and id = ${filter.after})`
        : undefined,
    ),
  )
    .orderBy(asc(recordRows.number))
    .limit(most)

const ownedBy = (memberId: MemberId) =>
  or(eq(objectives.productOwnerId, memberId), eq(objectives.engineeringOwnerId, memberId))

/** The objectives of an owner that are not over. */
export const openObjectivesOf = (tx: Transaction, workspaceId: string, memberId: MemberId) =>
  select(tx, workspaceId, and(ownedBy(memberId), notInArray(objectives.state, ['done', 'dropped']))).orderBy(
    asc(objectives.endsOn),
    asc(recordRows.number),
  )

type NewObjective = Omit<typeof objectives.$inferInsert, 'workspaceId'>

export const insertObjective = (tx: Transaction, workspaceId: string, objective: NewObjective) =>
  tx.insert(objectives).values({ workspaceId, ...objective })

export type ObjectiveChange = Partial<Omit<NewObjective, 'id'>>

export const changeObjective = (tx: Transaction, workspaceId: string, id: RecordId, change: ObjectiveChange) =>
  tx
    .update(objectives)
    .set(change)
    .where(and(eq(objectives.workspaceId, workspaceId), eq(objectives.id, id)))

/** The objectives that others went on in, by the one they came from. */
export async function rolledInto(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, RecordId>()
  const rows = await tx
    .select({ from: objectives.rolledFromId, id: objectives.id })
    .from(objectives)
    .where(and(eq(objectives.workspaceId, workspaceId), inArray(objectives.rolledFromId, [...ids] as RecordId[])))
    .orderBy(asc(objectives.id))
  return new Map(rows.map((row) => [row.from as string, row.id]))
}

/** The draft in a cycle in which an objective already goes on. */
export async function draftRolledFrom(tx: Transaction, workspaceId: string, fromId: RecordId, cycle: string) {
  const [found] = await select(
    tx,
    workspaceId,
    and(eq(objectives.rolledFromId, fromId), eq(objectives.cycle, cycle), eq(objectives.state, 'draft')),
  )
  return found
}

/** Marks those of the objectives, not over and older than the change, as asking for another look. Returns the new ones. */
export async function askToReaffirm(tx: Transaction, workspaceId: string, ids: readonly string[], changedAt: Date) {
  if (ids.length === 0) return []
  const older = await select(
    tx,
    workspaceId,
    and(inArray(objectives.id, [...ids] as RecordId[]), lt(recordRows.createdAt, changedAt)),
  )
  const asked = await tx
    .update(objectives)
    .set({ reaffirmSince: changedAt })
    .where(
      and(
        eq(objectives.workspaceId, workspaceId),
        inArray(
          objectives.id,
          older.map((row) => row.id),
        ),
        isNull(objectives.reaffirmSince),
        notInArray(objectives.state, ['done', 'dropped']),
      ),
    )
    .returning({ id: objectives.id })
  return asked.map((row) => row.id)
}

/** For each cycle in which objectives stand: how many, how many with both owners, how many not over. */
export const cyclesInUse = (tx: Transaction, workspaceId: string) =>
  tx
    .select({
      key: objectives.cycle,
      objectives: sql<number>`count(*)::int`,
      joint: sql<number>`(count(*) filter (where ${and(isNotNull(objectives.productOwnerId), isNotNull(objectives.engineeringOwnerId))}))::int`,
      unfinished: sql<number>`(count(*) filter (where ${notInArray(objectives.state, ['done', 'dropped'])}))::int`,
    })
    .from(objectives)
    .where(and(eq(objectives.workspaceId, workspaceId), ne(objectives.state, 'dropped')))
    .groupBy(objectives.cycle)
