import { OPERATION_CONTEXT_SYMBOL } from '@orpc/tanstack-query'
import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { toast } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { WorkItem, WorkItemRow } from '../items/contract.ts'
import { workItems } from './api.ts'
import { ASK, type Board, type BoardInput, type News, withMore, withRow } from './board-cache.ts'

/** Every board and grouped list that was read stands under this. */
const boards = (): QueryKey => [...workItems.board.key(), 'shown']

const asQuery = (key: QueryKey) => ({ [OPERATION_CONTEXT_SYMBOL]: { key, type: 'query' as const } })

const PAGE = 100
/** As far as a list that is read anew is read again; who scrolled further scrolls again. */
const MOST_AGAIN = 2_000

/** Asks for a board, and for as many of each group as were loaded before. */
async function readBoard(input: BoardInput, before: Board | undefined, queryKey: QueryKey): Promise<Board> {
  let board = await workItems.board.call(input, { context: asQuery(queryKey) })
  for (const { value, items } of before?.groups ?? []) {
    const wanted = Math.min(items.length, MOST_AGAIN)
    let group = board.groups.find((one) => one.value === value)
    while (group?.next !== undefined && group.items.length < wanted) {
      board = withMore(board, value, await readMore(input, value, group.next, queryKey))
      group = board.groups.find((one) => one.value === value)
    }
  }
  return board
}

function readMore({ groupBy, ...rest }: BoardInput, value: string, after: string, queryKey: QueryKey) {
  const filter: Partial<typeof rest> = { ...rest }
  delete filter.first
  const inGroup = groupBy === 'none' ? {} : { inGroup: { by: groupBy, value } }
  return workItems.list.call({ ...filter, ...inGroup, after, limit: PAGE }, { context: asQuery(queryKey) })
}

/** A board or grouped list, and how to load more of one of its groups. */
export function useBoard(input: BoardInput) {
  const queryKey = [...boards(), input]
  const query = useQuery({
    queryKey,
    queryFn: () => readBoard(input, queryClient.getQueryData<Board>(queryKey), queryKey),
    placeholderData: keepPreviousData,
  })
  const [loading] = useState(() => new Set<string>())
  const more = useCallback(
    async (value: string) => {
      const group = queryClient.getQueryData<Board>(queryKey)?.groups.find((one) => one.value === value)
      const ending = `${JSON.stringify(queryKey)} ${group?.next}`
      if (group?.next === undefined || loading.has(ending)) return
      loading.add(ending)
      try {
        const page = await readMore(input, value, group.next, queryKey)
        queryClient.setQueryData<Board>(queryKey, (board) => board && withMore(board, value, page))
      } catch (error) {
        toast({ message: refusalOf(error) ?? '', kind: 'refused' })
      } finally {
        loading.delete(ending)
      }
    },
    // The key holds all of the input.
    // oxlint-disable-next-line react/exhaustive-deps
    [JSON.stringify(queryKey), loading],
  )
  return { ...query, more }
}

let meId = ''

/** Boards of what is mine need to know who that is; called by whatever shows one. */
export function useAbout() {
  const me = useMe()
  useEffect(() => {
    if (me) meId = me.id
  }, [me])
}

const unsure = new Set<string>()
let asking: ReturnType<typeof setTimeout> | undefined

/** Reads these boards anew, soon and once, however many rows came that they could not place. */
function askSoon(key: QueryKey) {
  unsure.add(JSON.stringify(key))
  asking ??= setTimeout(() => {
    asking = undefined
    const keys = [...unsure].map((text) => JSON.parse(text) as QueryKey)
    unsure.clear()
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
  }, 600)
}

/** Shows these items as they are now, or no longer, wherever they are in sight. */
export function showRows(rows: readonly WorkItemRow[], news: News = 'changed') {
  if (rows.length === 0) return
  const gone = news === 'gone'
  const about = { meId, now: new Date() }
  for (const [queryKey, board] of queryClient.getQueriesData<Board>({ queryKey: boards() })) {
    if (!board) continue
    // Written by `useBoard`, which ends its keys with the input.
    const input = queryKey.at(-1) as BoardInput
    let next = board
    for (const row of rows) {
      const after = withRow(next, input, row, about, news)
      if (after === ASK) askSoon(queryKey)
      else next = after
    }
    if (next !== board) queryClient.setQueryData(queryKey, next)
  }
  for (const [queryKey, page] of queryClient.getQueriesData<WorkItem>({ queryKey: workItems.get.key() })) {
    if (!page) continue
    const own = rows.find(({ id }) => id === page.id)
    const parts = page.subItemRows.map((part) => rows.find(({ id }) => id === part.id) ?? part)
    const left = gone ? page.subItemRows.filter(({ id }) => !rows.some((row) => row.id === id)) : parts
    if (own || parts.some((part, i) => part !== page.subItemRows[i]) || left.length < parts.length) {
      queryClient.setQueryData<WorkItem>(queryKey, { ...page, ...(own && !gone ? own : {}), subItemRows: left })
    }
  }
}

/** The items that are in sight somewhere, by id. */
export function rowsInSight(): Map<string, WorkItemRow> {
  const found = new Map<string, WorkItemRow>()
  for (const [, page] of queryClient.getQueriesData<WorkItem>({ queryKey: workItems.get.key() })) {
    for (const row of page ? [page, ...page.subItemRows] : []) found.set(row.id, row)
  }
  for (const [, board] of queryClient.getQueriesData<Board>({ queryKey: boards() })) {
    for (const row of board?.groups.flatMap(({ items }) => items) ?? []) found.set(row.id, row)
  }
  return found
}

const isShown = () =>
  queryClient.getQueryCache().findAll({ queryKey: boards(), type: 'active' }).length > 0 &&
  document.visibilityState === 'visible'

const wanted = new Set<string>()
let reading: ReturnType<typeof setTimeout> | undefined

/**
 * Reads these items anew, gathered: soon for those in sight, a little later for those that may only come into it.
 * Boards that nobody looks at are read when somebody does.
 */
export function readRows(ids: readonly string[], waitMs = 120) {
  if (ids.length === 0) return
  if (!isShown()) {
    void queryClient.invalidateQueries({ queryKey: boards(), refetchType: 'none' })
    const sighted = rowsInSight()
    if (!ids.some((id) => sighted.has(id))) return
  }
  for (const id of ids) wanted.add(id)
  reading ??= setTimeout(() => {
    reading = undefined
    const all = [...wanted]
    wanted.clear()
    void readNow(all)
  }, waitMs)
}

const AT_ONCE = 200

async function readNow(ids: string[]) {
  const queryKey = workItems.among.key()
  try {
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const asked = ids.slice(i, i + AT_ONCE)
      // Ids of rows and events, which the server gave.
      const rows = await workItems.among.call({ ids: asked as WorkItemRow['id'][] }, { context: asQuery(queryKey) })
      showRows(rows)
    }
  } catch {
    void queryClient.invalidateQueries({ queryKey: boards() })
  }
}
