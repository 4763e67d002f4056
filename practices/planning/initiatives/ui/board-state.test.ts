import { expect, test } from 'vitest'

import { COLUMNS } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { type Board, moved } from './board-state.ts'

const card = (id: string) => ({ id, column: 'later' }) as unknown as Initiative

/** A board of which only these columns hold cards. */
function boardOf(cards: Partial<Record<(typeof COLUMNS)[number], string[]>>): Board {
  return Object.fromEntries(
    COLUMNS.map((column) => [column, { cards: (cards[column] ?? []).map(card), more: false }]),
  ) as Board
}

const idsIn = (board: Board, column: (typeof COLUMNS)[number]) => board[column].cards.map(({ id }) => id as string)

test('a card goes before another, or to the end', () => {
  const board = boardOf({ later: ['a', 'b', 'c'], next: ['d'] })
  expect(idsIn(moved(board, { id: 'c', column: 'later', before: 'a' }), 'later')).toEqual(['c', 'a', 'b'])
  expect(idsIn(moved(board, { id: 'a', column: 'later' }), 'later')).toEqual(['b', 'c', 'a'])
})

test('a card leaves its column and knows the new one', () => {
  const board = moved(boardOf({ later: ['a', 'b'], next: ['d'] }), { id: 'a', column: 'next', before: 'd' })
  expect(idsIn(board, 'later')).toEqual(['b'])
  expect(idsIn(board, 'next')).toEqual(['a', 'd'])
  expect(board.next.cards[0]?.column).toBe('next')
})

test('a neighbour that has gone meanwhile means the end, a card that has gone means nothing', () => {
  const board = boardOf({ later: ['a', 'b'] })
  expect(idsIn(moved(board, { id: 'a', column: 'later', before: 'gone' }), 'later')).toEqual(['b', 'a'])
  expect(moved(board, { id: 'gone', column: 'next' })).toBe(board)
})
