import { and, eq, inArray, sql } from 'drizzle-orm'

import type { RecordId } from '#commons/records/contract.ts'
import { recordRows } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { WorkLabelId } from '../labels/contract.ts'
import { rankOf } from '../rules.ts'
import type { WorkState } from '../states/contract.ts'
import { workItemLabels, workItems } from '../tables.ts'
import type { ImportedItem } from './contract.ts'

export type Known = {
  id: RecordId
  key: string
  sourceId: string
  title: string
  print: string | null
  bodyPrint: string | null
  removedAt: Date | null
  createdAt: Date
}

/** The items that came from these of a source before, removed ones too, by source id. */
export async function knownFrom(tx: Transaction, workspaceId: string, system: string, sourceIds: readonly string[]) {
  if (sourceIds.length === 0) return new Map<string, Known>()
  const rows = await tx
    .select({
      id: workItems.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      sourceId: sql<string>`${workItems.sourceId}`,
      title: recordRows.title,
      print: workItems.sourcePrint,
      bodyPrint: workItems.sourceBodyPrint,
      removedAt: workItems.removedAt,
      createdAt: workItems.createdAt,
    })
    .from(workItems)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, workItems.workspaceId), eq(recordRows.id, workItems.id)))
    .where(
      and(
        eq(workItems.workspaceId, workspaceId),
        eq(workItems.sourceSystem, system),
        inArray(workItems.sourceId, [...sourceIds]),
      ),
    )
  return new Map(rows.map((row) => [row.sourceId, row]))
}

/** What the source says, and what that comes to here. */
export type Taken = { id: RecordId; item: ImportedItem; state: WorkState; print: string; bodyPrint: string }

/** Adds items as they were over there, with the dates that they had. */
export async function insertImported(
  tx: Transaction,
  workspaceId: string,
  given: (Taken & { position: string })[],
  { importId, system, now }: { importId: string; system: string; now: Date },
) {
  if (given.length === 0) return
  await tx.insert(workItems).values(
    given.map(({ id, item, state, position, print, bodyPrint }) => ({
      workspaceId,
      id,
      teamId: item.teamId,
      type: item.type,
      stateId: state.id,
      group: state.group,
      priority: rankOf(item.priority),
      estimate: item.estimate,
      dueOn: item.dueOn,
      position,
      createdAt: item.createdAt,
      changedAt: now,
      startedAt: item.startedAt,
      closedAt: item.closedAt,
      sourceSystem: system,
      sourceId: item.sourceId,
      sourceUrl: item.url,
      sourcePrint: print,
      sourceBodyPrint: bodyPrint,
      importId,
      importedAt: now,
    })),
  )
}

/** Brings items that came before to what the source says now. */
export async function updateImported(
  tx: Transaction,
  workspaceId: string,
  given: Taken[],
  { importId, now }: { importId: string; now: Date },
) {
  if (given.length === 0) return
  const rows = given.map(({ id, item, state, print, bodyPrint }) => ({
    id,
    team_id: item.teamId,
    type: item.type,
    state_id: state.id,
    state_group: state.group,
    priority: rankOf(item.priority),
    estimate: item.estimate,
    due_on: item.dueOn,
    url: item.url,
    started_at: item.startedAt,
    closed_at: item.closedAt,
    print,
    body_print: bodyPrint,
  }))
  await tx.execute(sql`
    update ${workItems} w set team_id = n.team_id, type = n.type, state_id = n.state_id, state_group = n.state_group,
      priority = n.priority, estimate = n.estimate, due_on = n.due_on, source_url = n.url,
      started_at = coalesce(n.started_at, w.started_at), closed_at = n.closed_at, removed_at = null,
      source_print = n.print, source_body_print = n.body_print,
      changed_at = ${now.toISOString()}::timestamptz, imported_at = ${now.toISOString()}::timestamptz,
      import_id = coalesce(w.import_id, ${importId}::uuid)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, team_id uuid, type text, state_id text,
      state_group text, priority smallint, estimate float8, due_on date, url text, started_at timestamptz,
      closed_at timestamptz, print text, body_print text)
    where w.workspace_id = ${workspaceId} and w.id = n.id`)
}

/** Remembers which items wait for a parent that has not come yet. */
export async function awaitParents(tx: Transaction, workspaceId: string, waiting: { id: RecordId; parent: string }[]) {
  if (waiting.length === 0) return
  await tx.execute(sql`
    update ${workItems} w set awaited_parent = n.parent
    from jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb) as n(id uuid, parent text)
    where w.workspace_id = ${workspaceId} and w.id = n.id`)
}

/** The items for which these are the parents that they waited for. */
export async function awaiting(tx: Transaction, workspaceId: string, system: string, sourceIds: readonly string[]) {
  const { rows } = await tx.execute<{ id: RecordId; parent: string }>(sql`
    select id, awaited_parent as parent from ${workItems}
    where workspace_id = ${workspaceId} and source_system = ${system}
      and awaited_parent = any(${sql.param([...sourceIds])}::text[])`)
  return rows
}

export async function labelsOn(tx: Transaction, workspaceId: string, ids: readonly RecordId[]) {
  const on = new Map<RecordId, WorkLabelId[]>()
  if (ids.length === 0) return on
  const rows = await tx
    .select({ id: workItemLabels.workItemId, labelId: workItemLabels.labelId })
    .from(workItemLabels)
    .where(and(eq(workItemLabels.workspaceId, workspaceId), inArray(workItemLabels.workItemId, [...ids])))
  for (const { id, labelId } of rows) on.set(id, [...(on.get(id) ?? []), labelId])
  return on
}

/** What an import created and nobody removed; of those, which somebody changed after it. */
export async function createdBy(tx: Transaction, workspaceId: string, importId: string) {
  const { rows } = await tx.execute<{ id: RecordId; changed: boolean }>(sql`
    select id, changed_at > imported_at as changed from ${workItems}
    where workspace_id = ${workspaceId} and import_id = ${importId} and removed_at is null`)
  return rows
}
