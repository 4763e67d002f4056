import { OPERATION_CONTEXT_SYMBOL } from '@orpc/tanstack-query'
import { queryOptions } from '@tanstack/react-query'

import { queryClient } from '#platform/client/query-client.ts'

import { type Column, COLUMNS } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { initiatives } from './api.ts'

/** The cards of each column, in their order. `more` are those that found no room. */
export type Board = Record<Column, { cards: Initiative[]; more: boolean }>

/** What the address may narrow the board and the list to. */
export type Narrowed = {
  teamId?: string
  ownerId?: string
  silent?: 'product' | 'engineering'
  search?: string
}

const MOST_IN_COLUMN = 100

/** The whole board in one cached answer, so that a card can move between columns at once. */
export const boardOptions = (narrowed: Narrowed) =>
  queryOptions({
    queryKey: [...initiatives.list.key(), 'board', narrowed] as const,
    queryFn: async ({ signal, queryKey }): Promise<Board> => {
      const context = { [OPERATION_CONTEXT_SYMBOL]: { key: queryKey, type: 'query' as const } }
      const read = await Promise.all(
        COLUMNS.map(async (column) => {
          const input = { ...narrowed, column: [column], limit: MOST_IN_COLUMN }
          // The ids in the address are checked by the server.
          const { items, next } = await initiatives.list.call(input as never, { signal, context })
          return [column, { cards: items, more: next !== undefined }] as const
        }),
      )
      return Object.fromEntries(read) as Board // Every column was read.
    },
  })

/** The board after a move, as it will look once the server has agreed. */
export function moved(
  board: Board,
  { id, column, before }: { id: string; column: Column; before?: string | undefined },
) {
  const card = COLUMNS.flatMap((one) => board[one].cards).find((one) => one.id === id)
  if (!card) return board
  const without = Object.fromEntries(
    COLUMNS.map((one) => [one, { ...board[one], cards: board[one].cards.filter((other) => other.id !== id) }]),
  ) as Board // The same columns as before.
  const cards = without[column].cards
  const at = before === undefined ? -1 : cards.findIndex((one) => one.id === before)
  const place = at < 0 ? cards.length : at
  const target = [...cards.slice(0, place), { ...card, column }, ...cards.slice(place)]
  return { ...without, [column]: { ...without[column], cards: target } }
}

/** Refetches whatever shows where initiatives stand, also where the live stream is away. */
export const refreshRoadmap = () => {
  for (const queryKey of [
    initiatives.list.key(),
    initiatives.get.key(),
    initiatives.columns.key(),
    initiatives.changes.key(),
    initiatives.roadmapChanges.key(),
  ])
    void queryClient.invalidateQueries({ queryKey })
}
