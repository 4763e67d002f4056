import { and, eq, sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'

import { workItems } from '../tables.ts'
import type { WorkState, WorkStateId } from './contract.ts'
import { inOrder, USUAL_STATES } from './rules.ts'
import { workStates } from './tables.ts'

/** All states of the workspace in their order. */
export async function statesOf(tx: Transaction, workspaceId: string): Promise<WorkState[]> {
  const rows = await tx.select().from(workStates).where(eq(workStates.workspaceId, workspaceId))
  if (rows.length === 0) return USUAL_STATES
  return inOrder(rows).map(({ id, name, group, teamId }) => ({ id, name, group, teamId }))
}

/** The same for a command that puts items into one of them: nobody takes a state away until it has committed. */
export async function statesToMoveIn(tx: Transaction, workspaceId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(workspaceId)})`)
  return statesOf(tx, workspaceId)
}

/** Writes the usual states down, once, before the first change to them. */
export async function settleStates(tx: Transaction, workspaceId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(workspaceId)})`)
  const [any] = await tx
    .select({ id: workStates.id })
    .from(workStates)
    .where(eq(workStates.workspaceId, workspaceId))
    .limit(1)
  if (any) return
  await tx.insert(workStates).values(USUAL_STATES.map((state, place) => ({ workspaceId, ...state, place })))
}

const lockOf = (workspaceId: string) => sql`hashtextextended(${`work-states ${workspaceId}`}, 0)`

export const insertState = (tx: Transaction, workspaceId: string, state: WorkState) =>
  tx.insert(workStates).values({
    workspaceId,
    ...state,
    place: sql`(select coalesce(max(place), 0) + 1 from work_states where workspace_id = ${workspaceId})`,
  })

export const placeState = (tx: Transaction, workspaceId: string, id: WorkStateId, place: number) =>
  tx
    .update(workStates)
    .set({ place })
    .where(and(eq(workStates.workspaceId, workspaceId), eq(workStates.id, id)))

/** The registry shows each item's state by name, so all of the state's items follow. */
export async function renameState(tx: Transaction, workspaceId: string, id: WorkStateId, name: string) {
  await tx
    .update(workStates)
    .set({ name })
    .where(and(eq(workStates.workspaceId, workspaceId), eq(workStates.id, id)))
  await nameItemsAfter(tx, workspaceId, id, name)
}

export async function replaceState(tx: Transaction, workspaceId: string, id: WorkStateId, other: WorkState) {
  await nameItemsAfter(tx, workspaceId, id, other.name)
  await tx
    .update(workItems)
    .set({ stateId: other.id })
    .where(and(eq(workItems.workspaceId, workspaceId), eq(workItems.stateId, id)))
  await tx.delete(workStates).where(and(eq(workStates.workspaceId, workspaceId), eq(workStates.id, id)))
}

const nameItemsAfter = (tx: Transaction, workspaceId: string, id: WorkStateId, name: string) =>
  tx.execute(sql`
    update records r set state = ${name} from work_items w
    where w.workspace_id = ${workspaceId} and w.state_id = ${id} and r.workspace_id = w.workspace_id and r.id = w.id`)
