import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'

import { linkRows } from '#commons/links/lookups.ts'
import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { recordRows } from '#commons/records/lookups.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { WorkItemRow } from './items/contract.ts'
import type { WorkLabelId } from './labels/contract.ts'
import { priorityAt, rankOf } from './rules.ts'
import type { WorkStateGroup, WorkStateId } from './states/contract.ts'
import { workItemAssignees, workItemLabels, workItems } from './tables.ts'

type Raw = Omit<
  WorkItemRow,
  'priority' | 'subItems' | 'waitsFor' | 'createdAt' | 'changedAt' | 'startedAt' | 'closedAt'
> & {
  priority: number
  subTotal: number
  subCompleted: number
  waitTotal: number
  waitSince: string | null
  createdAt: string
  changedAt: string
  startedAt: string | null
  closedAt: string | null
}

const instantOf = (text: string | null) => (text === null ? null : new Date(text))

/** The items among these ids that are not removed, as lists show them, in the order of the ids. */
export async function rowsOf(tx: Transaction, workspaceId: string, ids: readonly string[]): Promise<WorkItemRow[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<Raw>(sql`
    select w.id, r.prefix || '-' || r.number as key, r.title, w.type, w.state_id as "stateId", w.state_group as "group",
      w.priority, w.estimate, w.team_id as "teamId", w.due_on::text as "dueOn", w.position,
      w.created_at as "createdAt", w.changed_at as "changedAt", w.started_at as "startedAt", w.closed_at as "closedAt",
      array(select a.member_id from ${workItemAssignees} a
        where a.workspace_id = w.workspace_id and a.work_item_id = w.id order by 1) as assignees,
      array(select l.label_id from ${workItemLabels} l
        where l.workspace_id = w.workspace_id and l.work_item_id = w.id order by 1) as labels,
      case when p.id is not null then
        jsonb_build_object('id', p.id, 'key', p.prefix || '-' || p.number, 'title', p.title) end as parent,
      case when u.id is not null then
        jsonb_build_object('id', u.id, 'type', u.type, 'key', u.prefix || '-' || u.number, 'title', u.title,
          'state', u.state, 'stateGroup', u.state_group, 'version', u.version) end as line,
      sub.total as "subTotal", sub.completed as "subCompleted", wait.total as "waitTotal", wait.since as "waitSince"
    from unnest(${sql.param([...ids])}::uuid[]) with ordinality asked(id, place)
    join ${workItems} w on w.workspace_id = ${workspaceId} and w.id = asked.id
    join ${recordRows} r on r.workspace_id = w.workspace_id and r.id = w.id
    left join ${recordRows} p on p.workspace_id = w.workspace_id and p.id = w.parent_id and p.removed_at is null
    left join ${recordRows} u on u.workspace_id = w.workspace_id and u.id = w.line_id and u.removed_at is null
    cross join lateral (
      select count(*)::int as total, (count(*) filter (where c.state_group = 'completed'))::int as completed
      from ${workItems} c where c.workspace_id = w.workspace_id and c.parent_id = w.id and c.removed_at is null
    ) sub
    cross join lateral (
      select count(*)::int as total, min(k.created_at) as since
      from ${linkRows} k join ${recordRows} b on b.workspace_id = k.workspace_id and b.id = k.from_id
      where k.workspace_id = w.workspace_id and k.to_id = w.id and k.kind = 'blocks'
        and b.state_group in ('open', 'active') and b.removed_at is null
    ) wait
    where w.removed_at is null
    order by asked.place`)
  return rows.map(({ subTotal, subCompleted, waitTotal, waitSince, ...row }) => ({
    ...row,
    priority: priorityAt(row.priority),
    subItems: { total: subTotal, completed: subCompleted },
    waitsFor: { total: waitTotal, since: instantOf(waitSince) },
    createdAt: new Date(row.createdAt),
    changedAt: new Date(row.changedAt),
    startedAt: instantOf(row.startedAt),
    closedAt: instantOf(row.closedAt),
  }))
}

/** What a change to an item begins from. */
export type Item = {
  id: RecordId
  key: string
  title: string
  type: WorkItemRow['type']
  stateId: WorkStateId
  group: WorkStateGroup
  priority: WorkItemRow['priority']
  estimate: number | null
  dueOn: string | null
  teamId: TeamId | null
  parentId: RecordId | null
  lineId: RecordId | null
  position: string
  assignees: MemberId[]
  labels: WorkLabelId[]
  startedAt: Date | null
  closedAt: Date | null
  removedAt: Date | null
}

/** These items, removed ones too, kept from other commands until this one commits. Locked in one order, so none wait in a ring. */
export async function itemsToChange(tx: Transaction, workspaceId: string, ids: readonly RecordId[]): Promise<Item[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      id: workItems.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      type: workItems.type,
      stateId: workItems.stateId,
      group: workItems.group,
      priority: workItems.priority,
      estimate: workItems.estimate,
      dueOn: workItems.dueOn,
      teamId: workItems.teamId,
      parentId: workItems.parentId,
      lineId: workItems.lineId,
      position: workItems.position,
      assignees: sql<MemberId[]>`array(select a.member_id from ${workItemAssignees} a
        where a.workspace_id = ${workItems.workspaceId} and a.work_item_id = ${workItems.id} order by 1)`,
      labels: sql<WorkLabelId[]>`array(select l.label_id from ${workItemLabels} l
        where l.workspace_id = ${workItems.workspaceId} and l.work_item_id = ${workItems.id} order by 1)`,
      startedAt: workItems.startedAt,
      closedAt: workItems.closedAt,
      removedAt: workItems.removedAt,
    })
    .from(workItems)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, workItems.workspaceId), eq(recordRows.id, workItems.id)))
    .where(and(eq(workItems.workspaceId, workspaceId), inArray(workItems.id, [...ids])))
    .orderBy(workItems.id)
    .for('update', { of: workItems })
  return rows.map((row) => ({ ...row, priority: priorityAt(row.priority) }))
}

/** The part of an item that only its page shows. */
export async function pageOfItem(tx: Transaction, workspaceId: string, id: RecordId) {
  const [row] = await tx
    .select({
      createdBy: recordRows.createdById,
      version: recordRows.version,
      sourceSystem: workItems.sourceSystem,
      sourceId: workItems.sourceId,
      sourceUrl: workItems.sourceUrl,
    })
    .from(workItems)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, workItems.workspaceId), eq(recordRows.id, workItems.id)))
    .where(and(eq(workItems.workspaceId, workspaceId), eq(workItems.id, id)))
  return row!
}

/** What an item waits for, and what waits for it, the oldest first. */
export async function blockingOf(tx: Transaction, workspaceId: string, id: RecordId) {
  const { rows } = await tx.execute<RecordSummary & { since: string; way: 'blockedBy' | 'blocks' }>(sql`
    select r.id, r.type, r.prefix || '-' || r.number as key, r.title, r.state, r.state_group as "stateGroup", r.version,
      k.created_at as since, k.way
    from (
      select 'blockedBy' as way, from_id as other, created_at from ${linkRows}
      where workspace_id = ${workspaceId} and to_id = ${id} and kind = 'blocks'
      union all
      select 'blocks', to_id, created_at from ${linkRows}
      where workspace_id = ${workspaceId} and from_id = ${id} and kind = 'blocks'
    ) k
    join ${recordRows} r on r.workspace_id = ${workspaceId} and r.id = k.other and r.removed_at is null
    order by k.created_at limit 200`)
  const found = rows.map(({ since, way, ...record }) => ({ way, record, since: new Date(since) }))
  const going = (way: 'blockedBy' | 'blocks') =>
    found.filter((one) => one.way === way).map(({ record, since }) => ({ record, since }))
  return { blockedBy: going('blockedBy'), blocks: going('blocks') }
}

/** The first hundred sub-items of an item, in order. */
export async function subItemIds(tx: Transaction, workspaceId: string, parentId: RecordId) {
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    select id from ${workItems} where workspace_id = ${workspaceId} and parent_id = ${parentId} and removed_at is null
    order by position, id limit 100`)
  return rows.map((row) => row.id)
}

/** Where the last sub-item of an item stands. */
export async function lastSubItem(tx: Transaction, workspaceId: string, parentId: RecordId) {
  const { rows } = await tx.execute<{ position: string }>(sql`
    select position from ${workItems} where workspace_id = ${workspaceId} and parent_id = ${parentId} and removed_at is null
    order by position desc, id desc limit 1`)
  return rows[0]?.position
}

type NewItem = Omit<typeof workItems.$inferInsert, 'priority'> & { priority: WorkItemRow['priority'] }

export const insertItem = (tx: Transaction, { priority, ...item }: NewItem) =>
  tx.insert(workItems).values({ ...item, priority: rankOf(priority) })

/** The trash, one row more than asked for. */
export async function lastRemoved(
  tx: Transaction,
  workspaceId: string,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const older = after
    ? sql`(${workItems.removedAt}, ${workItems.id}) < (select removed_at, id from work_items where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  const rows = await tx
    .select({
      id: workItems.id,
      key: sql<string>`${recordRows.prefix} || '-' || ${recordRows.number}`,
      title: recordRows.title,
      type: workItems.type,
      removedAt: workItems.removedAt,
    })
    .from(workItems)
    .innerJoin(recordRows, and(eq(recordRows.workspaceId, workItems.workspaceId), eq(recordRows.id, workItems.id)))
    .where(and(eq(workItems.workspaceId, workspaceId), isNotNull(workItems.removedAt), older))
    .orderBy(sql`${workItems.removedAt} desc, ${workItems.id} desc`)
    .limit(limit + 1)
  return rows.map((row) => ({ ...row, removedAt: row.removedAt! }))
}

/** The ids from `id` up through its parents, itself first. */
export async function parentsOf(tx: Transaction, workspaceId: string, id: RecordId) {
  const { rows } = await tx.execute<{ id: RecordId }>(sql`
    with recursive up(id, steps) as (
      select ${id}::uuid, 0
      union
      select w.parent_id, up.steps + 1 from up join ${workItems} w on w.workspace_id = ${workspaceId} and w.id = up.id
      where w.parent_id is not null and up.steps < 100
    )
    select id from up order by steps`)
  return rows.map((row) => row.id)
}

/** Who works on what: these members were added to and taken from these items. */
export async function writeAssignees(
  tx: Transaction,
  workspaceId: string,
  added: { workItemId: RecordId; memberId: MemberId }[],
  removed: { workItemId: RecordId; memberId: MemberId }[] = [],
) {
  if (removed.length > 0) {
    await tx.execute(sql`
      delete from ${workItemAssignees} a using jsonb_to_recordset(${JSON.stringify(removed)}::jsonb)
        as gone("workItemId" uuid, "memberId" uuid)
      where a.workspace_id = ${workspaceId} and a.work_item_id = gone."workItemId" and a.member_id = gone."memberId"`)
  }
  if (added.length > 0) {
    await tx
      .insert(workItemAssignees)
      .values(added.map((row) => ({ workspaceId, ...row })))
      .onConflictDoNothing()
  }
}

export async function writeLabels(
  tx: Transaction,
  workspaceId: string,
  added: { workItemId: RecordId; labelId: WorkLabelId }[],
  removed: { workItemId: RecordId; labelId: WorkLabelId }[] = [],
) {
  if (removed.length > 0) {
    await tx.execute(sql`
      delete from ${workItemLabels} l using jsonb_to_recordset(${JSON.stringify(removed)}::jsonb)
        as gone("workItemId" uuid, "labelId" uuid)
      where l.workspace_id = ${workspaceId} and l.work_item_id = gone."workItemId" and l.label_id = gone."labelId"`)
  }
  if (added.length > 0) {
    await tx
      .insert(workItemLabels)
      .values(added.map((row) => ({ workspaceId, ...row })))
      .onConflictDoNothing()
  }
}

/** The nearest place that is taken below, or above, a place in the order by hand. */
export async function neighbourOf(tx: Transaction, workspaceId: string, position: string, way: 'below' | 'above') {
  const beyond = way === 'below' ? sql`position > ${position}` : sql`position < ${position}`
  const order = way === 'below' ? sql`position, id` : sql`position desc, id desc`
  const { rows } = await tx.execute<{ position: string }>(sql`
    select position from ${workItems} where workspace_id = ${workspaceId} and removed_at is null and ${beyond}
    order by ${order} limit 1`)
  return rows[0]?.position
}
