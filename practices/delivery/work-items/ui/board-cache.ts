import { PRIORITIES } from '../items/contract.ts'
import type { WorkItemRow } from '../items/contract.ts'
import type { WorkFilter, WorkGroup, WorkGrouping, WorkSort } from '../lists/contract.ts'

/** What a board or grouped list in the cache was asked for. */
export type BoardInput = WorkFilter & { sort: WorkSort; reverse: boolean; groupBy: WorkGrouping; first: number }
export type Board = { groups: WorkGroup[]; total: number }
export type About = { meId: string; now: Date }

/** Only the server can say: the board has to be asked for anew. */
export const ASK = 'ask'

const DAY_MS = 86_400_000

const isAmong = (wanted: readonly string[] | undefined, own: readonly string[]) =>
  wanted === undefined || (own.length === 0 ? wanted.includes('none') : own.some((one) => wanted.includes(one)))

const hasText = ({ title, key }: WorkItemRow, text: string) => {
  if (key.toLowerCase() === text.trim().toLowerCase()) return true
  const low = title.toLowerCase()
  return text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word))
}

/** Whether the server would let an item through a filter; undefined when that needs more than the item. */
export function isFitting(row: WorkItemRow, filter: WorkFilter, { meId, now }: About): boolean | undefined {
  const assignees = filter.assignees?.map((id) => (id === 'me' ? meId : id))
  const plain =
    (filter.text === undefined || hasText(row, filter.text)) &&
    isAmong(filter.teams, row.teamId ? [row.teamId] : []) &&
    isAmong(filter.states, [row.stateId]) &&
    isAmong(filter.groups, [row.group]) &&
    isAmong(filter.types, [row.type]) &&
    isAmong(filter.priorities, [row.priority]) &&
    isAmong(assignees, row.assignees) &&
    isAmong(filter.labels, row.labels) &&
    (filter.parent === undefined || filter.parent === (row.parent?.id ?? 'none')) &&
    (filter.waiting === undefined || filter.waiting === row.waitsFor.total > 0) &&
    (filter.dueFrom === undefined || (row.dueOn !== null && row.dueOn >= filter.dueFrom)) &&
    (filter.dueTo === undefined || (row.dueOn !== null && row.dueOn <= filter.dueTo)) &&
    (filter.closedWithinDays === undefined ||
      row.closedAt === null ||
      row.closedAt.getTime() >= now.getTime() - filter.closedWithinDays * DAY_MS)
  if (!plain) return false
  if (filter.createdBy !== undefined || filter.importId !== undefined) return undefined
  if (filter.under === undefined) return true
  if (filter.under === 'none' || row.line === null) return filter.under === 'none' && row.line === null
  // A goal's work lies below its initiatives, of which the item names only the nearest.
  return row.line.id === filter.under ? true : undefined
}

/** The groups of a board in which an item stands. */
export function groupsOf(row: WorkItemRow, by: WorkGrouping): string[] {
  switch (by) {
    case 'state':
      return [row.stateId]
    case 'priority':
      return [row.priority]
    case 'type':
      return [row.type]
    case 'team':
      return [row.teamId ?? 'none']
    case 'line':
      return [row.line?.id ?? 'none']
    case 'assignee':
      return row.assignees.length > 0 ? row.assignees : ['none']
    case 'label':
      return row.labels.length > 0 ? row.labels : ['none']
    case 'none':
      return ['all']
  }
}

type Comparable = string | number

/** What each order compares, as the server does it. The last is the id, so no two are alike. */
const COMPARED: Record<WorkSort, { of: (row: WorkItemRow) => Comparable[]; descending: boolean }> = {
  manual: { of: (row) => [row.position, row.id], descending: false },
  priority: { of: (row) => [PRIORITIES.indexOf(row.priority), row.position, row.id], descending: false },
  created: { of: (row) => [row.createdAt.getTime(), row.id], descending: true },
  changed: { of: (row) => [row.changedAt.getTime(), row.id], descending: true },
  due: { of: (row) => [row.dueOn ?? '9999-12-31', row.position, row.id], descending: false },
  estimate: { of: (row) => [row.estimate ?? -1, row.id], descending: true },
}

export function comparing({ sort, reverse }: { sort: WorkSort; reverse: boolean }) {
  const { of, descending } = COMPARED[sort]
  const way = descending === reverse ? 1 : -1
  return (a: WorkItemRow, b: WorkItemRow) => {
    const [left, right] = [of(a), of(b)]
    for (const [i, value] of left.entries()) {
      const other = right[i]!
      if (value < other) return -way
      if (value > other) return way
    }
    return 0
  }
}

const without = (group: WorkGroup, row: WorkItemRow): WorkGroup => ({
  ...group,
  total: group.total - 1,
  points: group.points - (row.estimate ?? 0),
  items: group.items.filter(({ id }) => id !== row.id),
})

/** Puts an item in its place; beyond what is loaded it only counts. */
function within(group: WorkGroup, row: WorkItemRow, compare: ReturnType<typeof comparing>): WorkGroup {
  const counted = { ...group, total: group.total + 1, points: group.points + (row.estimate ?? 0) }
  const at = group.items.findIndex((other) => compare(row, other) < 0)
  if (at < 0 && group.next !== undefined) return counted
  return { ...counted, items: group.items.toSpliced(at < 0 ? group.items.length : at, 0, row) }
}

/** Of these few all are shown, empty ones too, as the server does it. */
const KEEPS_EMPTY: WorkGrouping[] = ['state', 'priority', 'type', 'none']

const isWhole = (board: Board) => board.groups.every((group) => group.items.length >= group.total)

/** `new` was never counted anywhere; `gone` is in the trash. */
export type News = 'changed' | 'new' | 'gone'

/** A board after an item changed, came or went. `ASK` when that cannot be told from what is loaded. */
export function withRow(
  board: Board,
  input: BoardInput,
  row: WorkItemRow,
  about: About,
  news: News = 'changed',
): Board | typeof ASK {
  const fits = news === 'gone' ? false : isFitting(row, input, about)
  if (fits === undefined) return ASK
  const before = board.groups.flatMap((group) => group.items.find(({ id }) => id === row.id) ?? [])[0]
  // It may be one of those that are counted and not loaded.
  if (!before && news !== 'new' && !isWhole(board)) return ASK
  if (!before && !fits) return board

  const left = before ? groupsOf(before, input.groupBy) : []
  let groups = board.groups.map((group) => (before && left.includes(group.value) ? without(group, before) : group))
  if (fits) {
    const compare = comparing(input)
    const values = groupsOf(row, input.groupBy)
    const missing = values.filter((value) => !groups.some((group) => group.value === value))
    if (missing.length > 0 && input.groupBy === 'state') return ASK
    const fresh = missing.map((value) => ({ value, total: 0, points: 0, items: [] }))
    groups = [...groups, ...fresh].map((group) => (values.includes(group.value) ? within(group, row, compare) : group))
  }
  if (!KEEPS_EMPTY.includes(input.groupBy)) groups = groups.filter((group) => group.total > 0)
  const total = board.total + (fits ? 1 : 0) - (before ? 1 : 0)
  return { groups, total }
}

/** The next items of a group, after those that are loaded. What came live meanwhile is not doubled. */
export function withMore(
  board: Board,
  value: string,
  page: { items: WorkItemRow[]; next?: string | undefined },
): Board {
  const groups = board.groups.map((group) => {
    if (group.value !== value) return group
    const { next: _, ...rest } = group
    const known = new Set(group.items.map(({ id }) => id))
    const items = [...group.items, ...page.items.filter(({ id }) => !known.has(id))]
    return { ...rest, items, ...(page.next === undefined ? {} : { next: page.next }) }
  })
  return { ...board, groups }
}
