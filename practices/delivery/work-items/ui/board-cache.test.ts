import { expect, test } from 'vitest'

import { MemberId } from '#platform/auth/identity.ts'

import type { WorkItemRow } from '../items/contract.ts'
import { ASK, type Board, type BoardInput, isFitting, withMore, withRow } from './board-cache.ts'

const now = new Date('2026-03-10T10:00:00Z')
const ana = MemberId.parse('018f0000-0000-7000-8000-00000000000a')
const ben = MemberId.parse('018f0000-0000-7000-8000-00000000000b')
const about = { meId: ana, now }
const input: BoardInput = { sort: 'manual', reverse: false, groupBy: 'state', first: 30 }

const row = (id: string, more: object = {}) =>
  ({
    id,
    key: `WEB-${id}`,
    title: `Item ${id}`,
    type: 'feature',
    stateId: 'to-do',
    group: 'unstarted',
    priority: 'none',
    estimate: 2,
    assignees: [],
    labels: [],
    teamId: null,
    dueOn: null,
    parent: null,
    subItems: { total: 0, completed: 0 },
    waitsFor: { total: 0, since: null },
    line: null,
    position: id,
    createdAt: now,
    changedAt: now,
    startedAt: null,
    closedAt: null,
    ...more,
    // A short id is easier to read here; nothing looks at its form.
  }) as unknown as WorkItemRow

const group = (value: string, items: WorkItemRow[], total = items.length) => ({
  value,
  total,
  points: total * 2,
  items,
  ...(total > items.length ? { next: 'there' } : {}),
})
const shown = (board: Board | typeof ASK) =>
  board === ASK
    ? ASK
    : board.groups.map((one) => `${one.value}: ${one.items.map((item) => item.id).join(' ')} of ${one.total}`)

const board: Board = {
  groups: [group('to-do', [row('b'), row('d')]), group('done', [row('c', { stateId: 'done', group: 'completed' })])],
  total: 3,
}

test('an item that moved leaves one column and stands in its place in the other', () => {
  const moved = withRow(board, input, row('b', { stateId: 'done', group: 'completed', closedAt: now }), about)
  expect(shown(moved)).toEqual(['to-do: d of 1', 'done: b c of 2'])
  expect((moved as Board).groups.map((one) => one.points)).toEqual([2, 4])
  expect((moved as Board).total).toBe(3)
})

test('the same news twice changes nothing more', () => {
  const news = row('b', { stateId: 'done' })
  const once = withRow(board, input, news, about) as Board
  expect(shown(withRow(once, input, news, about))).toEqual(shown(once))
})

test('a new item comes in, one that no longer fits goes, one that never did is passed over', () => {
  expect(shown(withRow(board, input, row('c2'), about))).toEqual(['to-do: b c2 d of 3', 'done: c of 1'])
  const mine = { ...input, assignees: ['me' as const] }
  expect(shown(withRow(board, mine, row('b', { assignees: [ben] }), about))).toEqual(['to-do: d of 1', 'done: c of 1'])
  expect(withRow(board, mine, row('x', { assignees: [ben] }), about)).toBe(board)
  expect(shown(withRow(board, input, row('d'), about, 'gone'))).toEqual(['to-do: b of 1', 'done: c of 1'])
})

test('what would stand beyond the loaded items only counts', () => {
  const long: Board = { groups: [group('to-do', [row('b'), row('d')], 50)], total: 50 }
  const loaded = withRow(long, input, row('b', { position: 'z' }), about)
  expect(shown(loaded)).toEqual(['to-do: d of 50'])
  // Whether an item that is not loaded was counted, only the server knows.
  expect(withRow(long, input, row('q'), about)).toBe(ASK)
  expect(shown(withRow(long, input, row('a'), about, 'new'))).toEqual(['to-do: a b d of 51'])
})

test('an item with two people stands in both of their groups', () => {
  const byPerson = { ...input, groupBy: 'assignee' as const }
  const none: Board = { groups: [], total: 0 }
  const both = withRow(none, byPerson, row('a', { assignees: [ana, ben] }), about) as Board
  expect(shown(both)).toEqual([`${ana}: a of 1`, `${ben}: a of 1`])
  expect(both.total).toBe(1)
  expect(shown(withRow(both, byPerson, row('a', { assignees: [ben] }), about))).toEqual([`${ben}: a of 1`])
})

test('more of a group comes after what is there and doubles nothing', () => {
  const long: Board = { groups: [group('to-do', [row('b'), row('d')], 4)], total: 4 }
  expect(shown(withMore(long, 'to-do', { items: [row('d'), row('e'), row('f')] }))).toEqual(['to-do: b d e f of 4'])
})

test.each([
  [{ text: 'item b' }, true],
  [{ text: 'web-b' }, true],
  [{ text: 'item c' }, false],
  [{ assignees: ['none'] }, true],
  [{ assignees: ['me'] }, false],
  [{ teams: ['none'] }, true],
  [{ priorities: ['high'] }, false],
  [{ groups: ['unstarted', 'started'] }, true],
  [{ parent: 'none', under: 'none', waiting: false }, true],
  [{ dueTo: '2026-04-01' }, false],
  [{ createdBy: ana }, undefined],
])('%o lets it through: %s', (filter, expected) => {
  expect(isFitting(row('b'), filter as never, about)).toBe(expected)
})

test('what was closed long ago no longer fits a short look back', () => {
  const closed = (day: string) => row('b', { group: 'completed', closedAt: new Date(`${day}T10:00:00Z`) })
  expect(isFitting(closed('2026-03-01'), { closedWithinDays: 14 }, about)).toBe(true)
  expect(isFitting(closed('2026-02-01'), { closedWithinDays: 14 }, about)).toBe(false)
})
