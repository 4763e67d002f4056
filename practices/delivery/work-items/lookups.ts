import { sql } from 'drizzle-orm'

import { linkRows } from '#commons/links/lookups.ts'
import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Priority, WorkItemType } from './items/contract.ts'
import { priorityAt } from './rules.ts'
import type { WorkStateGroup, WorkStateId } from './states/contract.ts'
import { workItemAssignees, workItems } from './tables.ts'

export type WorkItemSummary = {
  id: RecordId
  key: string
  title: string
  type: WorkItemType
  state: string
  stateId: WorkStateId
  group: WorkStateGroup
  priority: Priority
  estimate: number | null
  teamId: TeamId | null
  assignees: MemberId[]
  /** The nearest initiative, key result or objective above it. */
  lineId: RecordId | null
  startedAt: Date | null
  closedAt: Date | null
}

type Raw = Omit<WorkItemSummary, 'priority' | 'startedAt' | 'closedAt'> & {
  priority: number
  startedAt: string | null
  closedAt: string | null
}

/** The work items among the given ids, by id. Removed ones, other records and those of other workspaces are left out. */
export async function workItemsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, WorkItemSummary>()
  const { rows } = await tx.execute<Raw>(sql`
    select w.id, r.prefix || '-' || r.number as key, r.title, w.type, r.state, w.state_id as "stateId",
      w.state_group as "group", w.priority, w.estimate, w.team_id as "teamId", w.line_id as "lineId",
      array(select a.member_id from ${workItemAssignees} a
        where a.workspace_id = w.workspace_id and a.work_item_id = w.id order by 1) as assignees,
      w.started_at as "startedAt", w.closed_at as "closedAt"
    from ${workItems} w join ${recordRows} r on r.workspace_id = w.workspace_id and r.id = w.id
    where w.workspace_id = ${workspaceId} and w.id = any(${sql.param([...new Set(ids)])}::uuid[]) and w.removed_at is null`)
  return new Map(
    rows.map((row) => [
      row.id as string,
      {
        ...row,
        priority: priorityAt(row.priority),
        startedAt: row.startedAt === null ? null : new Date(row.startedAt),
        closedAt: row.closedAt === null ? null : new Date(row.closedAt),
      },
    ]),
  )
}

/** The ids of items that were imported from these of a source, by source id. Removed ones are left out. */
export async function workItemsBySource(
  tx: Transaction,
  workspaceId: string,
  system: string,
  sourceIds: readonly string[],
) {
  if (sourceIds.length === 0) return new Map<string, RecordId>()
  const { rows } = await tx.execute<{ id: RecordId; sourceId: string }>(sql`
    select id, source_id as "sourceId" from ${workItems}
    where workspace_id = ${workspaceId} and source_system = ${system} and removed_at is null
      and source_id = any(${sql.param([...new Set(sourceIds)])}::text[])`)
  return new Map(rows.map(({ id, sourceId }) => [sourceId, id]))
}

/** How many items there are and are completed, and their points. Cancelled ones do not count. */
export type Effort = { items: number; doneItems: number; points: number; donePoints: number }

const NO_EFFORT: Effort = { items: 0, doneItems: 0, points: 0, donePoints: 0 }

const effort = sql`
  count(*)::int as items, (count(*) filter (where w.state_group = 'completed'))::int as "doneItems",
  coalesce(sum(w.estimate), 0)::float8 as points,
  coalesce(sum(w.estimate) filter (where w.state_group = 'completed'), 0)::float8 as "donePoints"`

/** What these items come to together. */
export async function doneEffortOf(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return NO_EFFORT
  const { rows } = await tx.execute<Effort>(sql`
    select ${effort} from ${workItems} w
    where w.workspace_id = ${workspaceId} and w.id = any(${sql.param([...new Set(ids)])}::uuid[])
      and w.removed_at is null and w.state_group <> 'cancelled'`)
  return rows[0]!
}

/** What all items that are there for each of these records come to: initiatives, key results, objectives, clauses. */
export async function effortUnder(tx: Transaction, workspaceId: string, recordIds: readonly string[]) {
  const efforts = new Map<string, Effort>(recordIds.map((id) => [id, NO_EFFORT]))
  if (recordIds.length === 0) return efforts
  const { rows } = await tx.execute<Effort & { start: string }>(sql`
    with recursive below(start, id) as (
      select s, s from unnest(${sql.param([...new Set(recordIds)])}::uuid[]) s
      union
      select b.start, k.from_id from below b
      join ${linkRows} k on k.workspace_id = ${workspaceId} and k.to_id = b.id and k.kind = 'serves'
      join ${recordRows} r on r.workspace_id = k.workspace_id and r.id = k.from_id and r.removed_at is null
        and r.type in ('clause', 'objective', 'key-result', 'initiative')
    )
    select b.start, ${effort} from below b
    join ${workItems} w on w.workspace_id = ${workspaceId} and w.line_id = b.id
    where w.removed_at is null and w.state_group <> 'cancelled' group by b.start`)
  for (const { start, ...sum } of rows) efforts.set(start, sum)
  return efforts
}
