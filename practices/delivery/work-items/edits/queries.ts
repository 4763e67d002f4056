import { sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { updateRecords, watchRecords } from '#commons/records/register.ts'
import type { Transaction } from '#platform/database/database.ts'

import { type Item, writeAssignees, writeLabels } from '../queries.ts'
import { rankOf } from '../rules.ts'
import { REGISTRY_GROUP } from '../states/rules.ts'
import { workItems } from '../tables.ts'
import { missingFrom } from './rules.ts'

export type Changed = { before: Item; after: Item }

/** Writes what became of these items, however many, in a few statements. `nameOf` says what a state is called. */
export async function writeChanges(
  tx: Transaction,
  workspaceId: string,
  changed: Changed[],
  { now, nameOf }: { now: Date; nameOf: (stateId: string) => string },
) {
  if (changed.length === 0) return
  const rows = changed.map(({ after }) => ({
    id: after.id,
    team_id: after.teamId,
    type: after.type,
    state_id: after.stateId,
    state_group: after.group,
    priority: rankOf(after.priority),
    estimate: after.estimate,
    due_on: after.dueOn,
    position: after.position,
    started_at: after.startedAt,
    closed_at: after.closedAt,
  }))
  await tx.execute(sql`
    update ${workItems} w set team_id = n.team_id, type = n.type, state_id = n.state_id, state_group = n.state_group,
      priority = n.priority, estimate = n.estimate, due_on = n.due_on, position = n.position,
      started_at = n.started_at,
      closed_at = n.closed_at, changed_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, team_id uuid, type text, state_id text,
      state_group text, priority smallint, estimate float8, due_on date, position text, started_at timestamptz, closed_at timestamptz)
    where w.workspace_id = ${workspaceId} and w.id = n.id`)

  const registered = changed.filter(
    ({ before, after }) =>
      before.title !== after.title || before.stateId !== after.stateId || before.teamId !== after.teamId,
  )
  await updateRecords(
    tx,
    workspaceId,
    registered.map(({ after }) => ({
      id: after.id,
      title: after.title,
      state: nameOf(after.stateId),
      stateGroup: REGISTRY_GROUP[after.group],
      teamId: after.teamId,
    })),
    now,
  )

  const assigned = changed.flatMap(({ before, after }) =>
    missingFrom(after.assignees, before.assignees).map((memberId) => ({ workItemId: after.id, memberId })),
  )
  const unassigned = changed.flatMap(({ before, after }) =>
    missingFrom(before.assignees, after.assignees).map((memberId) => ({ workItemId: after.id, memberId })),
  )
  await writeAssignees(tx, workspaceId, assigned, unassigned)
  await watchRecords(
    tx,
    workspaceId,
    assigned.map(({ workItemId, memberId }) => ({ recordId: workItemId, memberId })),
  )
  await writeLabels(
    tx,
    workspaceId,
    changed.flatMap(({ before, after }) =>
      missingFrom(after.labels, before.labels).map((labelId) => ({ workItemId: after.id, labelId })),
    ),
    changed.flatMap(({ before, after }) =>
      missingFrom(before.labels, after.labels).map((labelId) => ({ workItemId: after.id, labelId })),
    ),
  )
}

export const writePosition = (tx: Transaction, workspaceId: string, id: RecordId, position: string) =>
  tx.execute(sql`update ${workItems} set position = ${position} where workspace_id = ${workspaceId} and id = ${id}`)

export const writeParent = (tx: Transaction, workspaceId: string, id: RecordId, parentId: RecordId | null, now: Date) =>
  tx.execute(sql`
    update ${workItems} set parent_id = ${parentId}::uuid, awaited_parent = null, changed_at = ${now.toISOString()}::timestamptz
    where workspace_id = ${workspaceId} and id = ${id}`)

/** Puts items into the trash, or takes them out; says which of them were not there yet. */
export async function writeRemoved(
  tx: Transaction,
  workspaceId: string,
  ids: readonly RecordId[],
  removed: boolean,
  now: Date,
) {
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    update ${workItems} set removed_at = ${removed ? now.toISOString() : null}::timestamptz
    where workspace_id = ${workspaceId} and id = any(${sql.param([...ids])}::uuid[])
      and (removed_at is null) = ${removed} returning id`)
  await updateRecords(
    tx,
    workspaceId,
    rows.map(({ id }) => ({ id, removed })),
    now,
  )
  return rows.map(({ id }) => id)
}
