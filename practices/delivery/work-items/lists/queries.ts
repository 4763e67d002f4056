import { type SQL, sql } from 'drizzle-orm'

import { linkRows } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordRows, splitKey } from '#commons/records/lookups.ts'
import { type Transaction, unbound } from '#platform/database/database.ts'

import { PRIORITIES } from '../items/contract.ts'
import { linesUnder } from '../lines/queries.ts'
import { rankOf } from '../rules.ts'
import type { WorkStateGroup } from '../states/contract.ts'
import { dueOrNever, estimateOrNone, workItemAssignees, workItemLabels, workItems } from '../tables.ts'
import type { WorkFilter, WorkGrouping, WorkSort } from './contract.ts'
import { type Column, ORDERS, writeCursor } from './rules.ts'

const COLUMN: Record<Column, SQL> = {
  position: sql`w.position`,
  priority: sql`w.priority`,
  created: sql`w.created_at`,
  changed: sql`w.changed_at`,
  due: dueOrNever(sql`w.due_on`),
  estimate: estimateOrNone(sql`w.estimate`),
  id: sql`w.id`,
}
const TYPE: Record<Column, SQL> = {
  position: sql`text collate "C"`,
  priority: sql`smallint`,
  created: sql`timestamptz`,
  changed: sql`timestamptz`,
  due: sql`date`,
  estimate: sql`float8`,
  id: sql`uuid`,
}

export type Asking = { workspaceId: string; memberId: string; now: Date }
export type Order = { sort: WorkSort; reverse: boolean }

const isOneOf = (column: SQL, values: readonly (string | number)[]) =>
  sql`${column} in (${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`

/** `none` among the values stands for those without one. */
function isOneOrNone(values: readonly string[], without: SQL, within: (values: string[]) => SQL) {
  const named = values.filter((value) => value !== 'none')
  const parts = [...(named.length > 0 ? [within(named)] : []), ...(named.length < values.length ? [without] : [])]
  return sql`(${sql.join(parts, sql` or `)})`
}

const isAssigned = sql`exists (select 1 from ${workItemAssignees} a
  where a.workspace_id = w.workspace_id and a.work_item_id = w.id)`
const isLabelled = sql`exists (select 1 from ${workItemLabels} l
  where l.workspace_id = w.workspace_id and l.work_item_id = w.id)`
/** Asked from the few rows of one member or label, not once for each item. */
const amongAssigned = (
  ids: string[],
  workspaceId: string,
) => sql`w.id in (select a.work_item_id from ${workItemAssignees} a
  where a.workspace_id = ${workspaceId} and ${isOneOf(sql`a.member_id`, ids)})`
const amongLabelled = (
  ids: string[],
  workspaceId: string,
) => sql`w.id in (select l.work_item_id from ${workItemLabels} l
  where l.workspace_id = ${workspaceId} and ${isOneOf(sql`l.label_id`, ids)})`

/** Looked up for each link: joined, PostgreSQL would read every open record of the workspace first. */
const isOpenBlocker = sql`k.kind = 'blocks' and (
  select b.state_group in ('open', 'active') and b.removed_at is null from ${recordRows} b
  where b.workspace_id = k.workspace_id and b.id = k.from_id)`
const waits = sql`exists (select 1 from ${linkRows} k
  where k.workspace_id = w.workspace_id and k.to_id = w.id and ${isOpenBlocker})`

const CLOSED: WorkStateGroup[] = ['completed', 'cancelled']
const DAY_MS = 86_400_000

/** The conditions that a filter, and a group of a board, set on `w`. */
export async function conditionsOf(
  tx: Transaction,
  filter: WorkFilter,
  { workspaceId, memberId, now }: Asking,
  group?: { by: WorkGrouping; value: string },
) {
  const where = [sql`w.workspace_id = ${workspaceId}`, sql`w.removed_at is null`]
  const { text, teams, states, groups, types, priorities, assignees, labels, under, parent } = filter
  if (text !== undefined) where.push(await hasText(tx, text, workspaceId))
  if (teams) where.push(isOneOrNone(teams, sql`w.team_id is null`, (ids) => isOneOf(sql`w.team_id`, ids)))
  if (states) where.push(isOneOf(sql`w.state_id`, states))
  if (groups) where.push(isOneOf(sql`w.state_group`, groups))
  if (types) where.push(isOneOf(sql`w.type`, types))
  if (priorities) where.push(isOneOf(sql`w.priority`, priorities.map(rankOf)))
  if (assignees) {
    const ids = assignees.map((id) => (id === 'me' ? memberId : id))
    where.push(isOneOrNone(ids, sql`not ${isAssigned}`, (some) => amongAssigned(some, workspaceId)))
  }
  if (labels) {
    where.push(isOneOrNone(labels, sql`not ${isLabelled}`, (some) => amongLabelled(some, workspaceId)))
  }
  if (under === 'none') where.push(sql`w.line_id is null`)
  else if (under !== undefined) where.push(isOneOf(sql`w.line_id`, await linesUnder(tx, workspaceId, under)))
  if (parent === 'none') where.push(sql`w.parent_id is null`)
  else if (parent !== undefined) where.push(sql`w.parent_id = ${parent}`)
  if (filter.waiting !== undefined) where.push(filter.waiting ? waits : sql`not ${waits}`)
  if (filter.dueFrom) where.push(sql`w.due_on >= ${filter.dueFrom}`)
  if (filter.dueTo) where.push(sql`w.due_on <= ${filter.dueTo}`)
  if (filter.closedWithinDays !== undefined) {
    const since = new Date(now.getTime() - filter.closedWithinDays * DAY_MS).toISOString()
    where.push(sql`(w.closed_at is null or w.closed_at >= ${since}::timestamptz)`)
  }
  if (filter.createdBy) {
    where.push(sql`exists (select 1 from ${recordRows} r
      where r.workspace_id = w.workspace_id and r.id = w.id and r.created_by_id = ${filter.createdBy})`)
  }
  if (filter.importId) where.push(sql`w.import_id = ${filter.importId}`)
  if (group) where.push(inGroup(group.by, group.value, workspaceId))
  return sql.join(where, sql` and `)
}

/** So many ids are told one by one; of more, the list finds its page sooner by looking at each item in its order. */
const MOST_FOUND = 1_000

async function hasText(tx: Transaction, text: string, workspaceId: string) {
  const key = splitKey(text)
  if (key) {
    return sql`w.id in (select r.id from ${recordRows} r
      where r.workspace_id = ${workspaceId} and r.prefix = ${key.prefix} and r.number = ${key.number})`
  }
  const words = text.split(/\s+/).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const all = sql.join(
    words.map((word) => sql`r.title ilike ${word}`),
    sql` and `,
  )
  const { rows } = await unbound(tx, () =>
    tx.execute<{ id: RecordId }>(sql`
      select r.id from ${recordRows} r where r.workspace_id = ${workspaceId} and r.type = 'work-item' and ${all}
      limit ${MOST_FOUND + 1}`),
  )
  if (rows.length > MOST_FOUND) {
    return sql`exists (select 1 from ${recordRows} r
      where r.workspace_id = w.workspace_id and r.id = w.id and ${all})`
  }
  return sql`w.id = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`
}

const isDescending = ({ sort, reverse }: Order) => ORDERS[sort].descending !== reverse

function orderOf(order: Order) {
  const way = isDescending(order) ? sql` desc` : sql``
  return sql.join(
    ORDERS[order.sort].by.map((column) => sql`${COLUMN[column]}${way}`),
    sql`, `,
  )
}

function beyond(order: Order, values: (string | number)[]) {
  const { by } = ORDERS[order.sort]
  const columns = by.map((column) => COLUMN[column])
  const ends = by.map((column, i) => sql`${values[i]!}::${TYPE[column]}`)
  return sql`(${sql.join(columns, sql`, `)}) ${isDescending(order) ? sql`<` : sql`>`} (${sql.join(ends, sql`, `)})`
}

/** What a cursor needs, as text that JSON carries without loss. */
const cursorColumns = (order: Order) =>
  sql.join(
    ORDERS[order.sort].by.map((column) =>
      column === 'created' || column === 'changed'
        ? sql`to_char(${COLUMN[column]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : column === 'due'
          ? sql`${COLUMN[column]}::text`
          : COLUMN[column],
    ),
    sql`, `,
  )

type Found = { id: RecordId; ends: (string | number)[] }

export const cursorAfter = (order: Order, found: Found) => writeCursor({ ...order, values: found.ends })

/** The ids of one page and where each ends, one more than asked for. */
export async function idsInOrder(
  tx: Transaction,
  where: SQL,
  { after, limit, ...order }: Order & { after?: (string | number)[] | undefined; limit: number },
) {
  const { rows } = await tx.execute<Found>(sql`
    select w.id, jsonb_build_array(${cursorColumns(order)}) as ends from ${workItems} w
    where ${where} ${after ? sql`and ${beyond(order, after)}` : sql``}
    order by ${orderOf(order)} limit ${limit + 1}`)
  return rows
}

/** How an item's groups are told: one value, or a row for each assignee or label. */
const VALUE: Record<WorkGrouping, { join: SQL; value: SQL }> = {
  none: { join: sql``, value: sql`'all'` },
  state: { join: sql``, value: sql`w.state_id` },
  priority: { join: sql``, value: sql`w.priority::text` },
  type: { join: sql``, value: sql`w.type` },
  team: { join: sql``, value: sql`w.team_id::text` },
  line: { join: sql``, value: sql`w.line_id::text` },
  assignee: {
    join: sql`left join ${workItemAssignees} a on a.workspace_id = w.workspace_id and a.work_item_id = w.id`,
    value: sql`a.member_id::text`,
  },
  label: {
    join: sql`left join ${workItemLabels} l on l.workspace_id = w.workspace_id and l.work_item_id = w.id`,
    value: sql`l.label_id::text`,
  },
}

/** More groups than a board can show: beyond them it would say more with a filter. */
const MOST_GROUPS = 100

/** How many items, and points, each group has. */
export async function totalsOf(tx: Transaction, where: SQL, by: WorkGrouping) {
  const { join, value } = VALUE[by]
  const { rows } = await tx.execute<{ value: string | null; total: number; points: number }>(sql`
    select ${value} as value, count(*)::int as total, coalesce(sum(w.estimate), 0)::float8 as points
    from ${workItems} w ${join} where ${where} group by 1 order by 2 desc limit ${MOST_GROUPS}`)
  return rows.map((row) => ({ ...row, value: shownValue(by, row.value) }))
}

const shownValue = (by: WorkGrouping, value: string | null) =>
  value === null ? 'none' : by === 'priority' ? PRIORITIES[Number(value)]! : value

/** The condition of being in a group; `value` is the group's, or a column that holds one. */
function isIn(by: WorkGrouping, value: SQL, workspaceId: string) {
  switch (by) {
    case 'none':
      return sql`true`
    case 'state':
      return sql`w.state_id = ${value}`
    case 'type':
      return sql`w.type = ${value}`
    case 'priority':
      return sql`w.priority = ${value}::smallint`
    case 'team':
      return sql`w.team_id = ${value}::uuid`
    case 'line':
      return sql`w.line_id = ${value}::uuid`
    case 'assignee':
      return sql`w.id in (select a.work_item_id from ${workItemAssignees} a
        where a.workspace_id = ${workspaceId} and a.member_id = ${value}::uuid)`
    case 'label':
      return sql`w.id in (select l.work_item_id from ${workItemLabels} l
        where l.workspace_id = ${workspaceId} and l.label_id = ${value}::uuid)`
  }
}

const WITHOUT: Partial<Record<WorkGrouping, SQL>> = {
  team: sql`w.team_id is null`,
  line: sql`w.line_id is null`,
  assignee: sql`not ${isAssigned}`,
  label: sql`not ${isLabelled}`,
}

const inDatabase = (by: WorkGrouping, value: string) =>
  by === 'priority' ? String(PRIORITIES.findIndex((priority) => priority === value)) : value

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The condition of being in one group of a board; one that no item fits for a value that is none. */
function inGroup(by: WorkGrouping, value: string, workspaceId: string) {
  const without = WITHOUT[by]
  if (without && value === 'none') return without
  if (without && !UUID.test(value)) return sql`false`
  return isIn(by, sql`${inDatabase(by, value)}`, workspaceId)
}

/** The first items of each of these groups, in one statement for all that have a value. */
export async function firstOfGroups(
  tx: Transaction,
  workspaceId: string,
  where: SQL,
  { by, values, first, ...order }: Order & { by: WorkGrouping; values: string[]; first: number },
) {
  const found = new Map<string, Found[]>()
  const without = WITHOUT[by]
  const named = without ? values.filter((value) => value !== 'none') : values
  if (named.length > 0) {
    const given = named.map((value) => inDatabase(by, value))
    const { rows } = await tx.execute<Found & { value: string }>(sql`
      select g.value, i.* from unnest(${sql.param(given)}::text[]) g(value) cross join lateral (
        select w.id, jsonb_build_array(${cursorColumns(order)}) as ends from ${workItems} w
        where ${where} and ${isIn(by, sql`g.value`, workspaceId)} order by ${orderOf(order)} limit ${first + 1}
      ) i`)
    for (const { value, id, ends } of rows) {
      const shown = shownValue(by, value)
      found.set(shown, [...(found.get(shown) ?? []), { id, ends }])
    }
  }
  if (without && values.includes('none')) {
    found.set('none', await idsInOrder(tx, sql`${where} and ${without}`, { ...order, limit: first }))
  }
  return found
}

/** How many of the items that fit are in each group of states, explained by nothing, or waiting. */
export async function countsOf(tx: Transaction, where: SQL) {
  const { rows: groups } = await tx.execute<{
    group: WorkStateGroup
    total: number
    points: number
    unlinked: number
  }>(sql`
    select w.state_group as "group", count(*)::int as total, coalesce(sum(w.estimate), 0)::float8 as points,
      (count(*) filter (where w.line_id is null))::int as unlinked
    from ${workItems} w where ${where} group by 1`)
  const { rows } = await tx.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from ${workItems} w
    where ${where} and not ${isOneOf(sql`w.state_group`, CLOSED)} and ${waits}`)
  return { groups, waiting: rows[0]!.waiting }
}
