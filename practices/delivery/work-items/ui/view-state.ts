import { useMemo } from 'react'

import { useUrlQuery } from '#platform/client/navigation.tsx'

import { PRIORITIES, WORK_ITEM_TYPES } from '../items/contract.ts'
import { WORK_GROUPINGS, WORK_SORTS, type WorkFilter, type WorkGrouping, type WorkSort } from '../lists/contract.ts'
import { WORK_STATE_GROUPS } from '../states/contract.ts'
import type { BoardInput } from './board-cache.ts'

/** The filters that hold several values, by their name in the address. */
export const LIST_FILTERS = ['team', 'state', 'stage', 'type', 'priority', 'assignee', 'label'] as const
export type ListFilter = (typeof LIST_FILTERS)[number]

const OTHER_FILTERS = ['q', 'under', 'parent', 'waiting', 'from', 'to', 'creator', 'import'] as const
const SHOWN_AS = ['layout', 'group', 'sort', 'order', 'closed'] as const
const VIEW_KEYS: readonly string[] = [...LIST_FILTERS, ...OTHER_FILTERS, ...SHOWN_AS]

type Query = Record<string, string | undefined>

/** How far back closed work is shown, in days; the first is what nobody chose. */
export const CLOSED_CHOICES = [
  { value: '14', label: 'Closed in the last two weeks' },
  { value: '90', label: 'Closed in the last three months' },
  { value: 'all', label: 'All closed work' },
  { value: '0', label: 'No closed work' },
] as const

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const DAY = /^\d{4}-\d{2}-\d{2}$/
const isId = (value: string) => UUID.test(value)
const isIdOr =
  (...others: string[]) =>
  (value: string) =>
    others.includes(value) || isId(value)
const isOneOf = (all: readonly string[]) => (value: string) => all.includes(value)

const valuesIn = (text: string | undefined, isKnown: (value: string) => boolean) => {
  const values = (text ?? '').split(',').filter((value) => value !== '' && isKnown(value))
  return values.length > 0 ? [...new Set(values)].slice(0, 100) : undefined
}
const oneIn = (text: string | undefined, isKnown: (value: string) => boolean) =>
  text !== undefined && isKnown(text) ? text : undefined

/** What the address filters by. What nobody can have meant is left out; the server checks the rest. */
export function filterIn(query: Query): WorkFilter {
  const hasAsked = query.state !== undefined || query.stage !== undefined || query.import !== undefined
  const closed = query.closed ?? (hasAsked ? 'all' : '14')
  const filter = {
    text: query.q?.trim().slice(0, 200) || undefined,
    teams: valuesIn(query.team, isIdOr('none')),
    states: valuesIn(query.state, (value) => /^[a-z0-9-]{1,40}$/.test(value)),
    groups: valuesIn(query.stage, isOneOf(WORK_STATE_GROUPS)),
    types: valuesIn(query.type, isOneOf(WORK_ITEM_TYPES)),
    priorities: valuesIn(query.priority, isOneOf(PRIORITIES)),
    assignees: valuesIn(query.assignee, isIdOr('none', 'me')),
    labels: valuesIn(query.label, isIdOr('none')),
    under: oneIn(query.under, isIdOr('none')),
    parent: oneIn(query.parent, isIdOr('none')),
    waiting: query.waiting === undefined ? undefined : query.waiting !== 'no',
    dueFrom: oneIn(query.from, (value) => DAY.test(value)),
    dueTo: oneIn(query.to, (value) => DAY.test(value)),
    createdBy: oneIn(query.creator, isId),
    importId: oneIn(query.import, isId),
    closedWithinDays: closed === 'all' ? undefined : /^\d{1,4}$/.test(closed) ? Number(closed) : 14,
  }
  const set = Object.entries(filter).filter(([, value]) => value !== undefined)
  // Each value was checked against what its field takes.
  return Object.fromEntries(set) as WorkFilter
}

export type View = {
  layout: 'list' | 'board'
  groupBy: WorkGrouping
  sort: WorkSort
  reverse: boolean
  closed: string
}

const FIRST = { list: 50, board: 30 }

/** What the page shows, all of it in the address. */
export function useView() {
  const [query, setQuery] = useUrlQuery()
  return useMemo(() => {
    const layout = query.layout === 'board' ? 'board' : 'list'
    const view: View = {
      layout,
      groupBy: (oneIn(query.group, isOneOf(WORK_GROUPINGS)) as WorkGrouping | undefined) ?? 'state',
      sort: (oneIn(query.sort, isOneOf(WORK_SORTS)) as WorkSort | undefined) ?? 'manual',
      reverse: query.order === 'reverse',
      closed: query.closed ?? '14',
    }
    const filter = filterIn(query)
    const { groupBy, sort, reverse } = view
    const input: BoardInput = { ...filter, groupBy, sort, reverse, first: FIRST[layout] }
    const kept = Object.entries(query).filter(([key, value]) => value !== undefined && VIEW_KEYS.includes(key))
    const narrowing = [...LIST_FILTERS, ...OTHER_FILTERS].filter((key) => query[key] !== undefined)
    return {
      view,
      filter,
      input,
      query,
      setQuery,
      /** What a saved view keeps. */
      kept: Object.fromEntries(kept) as Record<string, string>,
      isNarrowed: narrowing.length > 0,
      clear: () => setQuery(Object.fromEntries([...LIST_FILTERS, ...OTHER_FILTERS].map((key) => [key, undefined]))),
      /** Shows a saved view, and nothing of what was shown before. */
      show: (saved: Record<string, string>) =>
        setQuery({ ...Object.fromEntries(VIEW_KEYS.map((key) => [key, undefined])), ...saved }, { push: true }),
    }
  }, [query, setQuery])
}

export type ViewState = ReturnType<typeof useView>

/** Whether two views show the same. */
export const isSameView = (a: Record<string, string>, b: Record<string, string>) => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}
