import { describe, expect, test } from 'vitest'

import { carried, dropped, neighbour } from './board-moves.ts'
import { rowsOf } from './rows.ts'
import { afterChange, afterKey, nothingSelected, type Selection, toggled } from './selection.ts'

const keys = ['a', 'b', 'c', 'd', 'e']
const press = (now: Selection, key: string, held: { shift?: boolean; mod?: boolean } = {}) => {
  const answer = afterKey(now, { key, ...held }, keys)
  if (!answer) throw new Error(`${key} does nothing`)
  return answer.next
}

describe('afterKey', () => {
  test('j and k walk and stop at the ends', () => {
    let now = press(nothingSelected, 'j')
    expect(now.at).toBe(0)
    now = press(press(now, 'j'), 'ArrowDown')
    expect(now.at).toBe(2)
    expect(press(press(now, 'End'), 'j').at).toBe(4)
    expect(press(press(now, 'Home'), 'k').at).toBe(0)
  })

  test('shift and an arrow select a range from where it began', () => {
    let now = press(press(nothingSelected, 'j'), 'j')
    now = press(press(now, 'ArrowDown', { shift: true }), 'ArrowDown', { shift: true })
    expect([...now.selected]).toEqual(['b', 'c', 'd'])
    expect(now.at).toBe(3)
  })

  test('x selects, x again takes out, Escape clears', () => {
    const one = press(press(nothingSelected, 'j'), 'x')
    expect([...one.selected]).toEqual(['a'])
    expect(press(one, 'x').selected.size).toBe(0)
    expect(press(one, 'Escape').selected.size).toBe(0)
    expect(afterKey(nothingSelected, { key: 'Escape' }, keys)).toBeUndefined()
  })

  test('everything at once', () => {
    expect(press(nothingSelected, 'a', { mod: true }).selected.size).toBe(5)
  })

  test('Enter opens only what is in focus', () => {
    expect(afterKey(nothingSelected, { key: 'Enter' }, keys)).toBeUndefined()
    expect(afterKey(press(nothingSelected, 'j'), { key: 'Enter' }, keys)?.open).toBe(true)
  })

  test('other keys and an empty list are not its own', () => {
    expect(afterKey(nothingSelected, { key: 'q' }, keys)).toBeUndefined()
    expect(afterKey(nothingSelected, { key: 'j' }, [])).toBeUndefined()
  })
})

test('a range by pointer runs from the anchor', () => {
  const first = toggled(nothingSelected, 1, keys, false)
  expect([...toggled(first, 3, keys, true).selected]).toEqual(['b', 'c', 'd'])
})

describe('afterChange', () => {
  const now: Selection = { at: 2, anchor: 2, selected: new Set(['b', 'c']) }

  test('stays on the same row when others come before it', () => {
    expect(afterChange(now, keys, ['z', ...keys]).at).toBe(3)
  })

  test('forgets what is gone and stays near', () => {
    const next = afterChange(now, keys, ['a', 'b'])
    expect(next.at).toBe(1)
    expect([...next.selected]).toEqual(['b'])
  })
})

test('rowsOf puts a heading before each run', () => {
  expect(rowsOf(['a1', 'a2', 'b1'], (item) => item.slice(0, 1))).toEqual([
    { kind: 'group', label: 'a', count: 2 },
    { kind: 'item', item: 'a1', position: 0 },
    { kind: 'item', item: 'a2', position: 1 },
    { kind: 'group', label: 'b', count: 1 },
    { kind: 'item', item: 'b1', position: 2 },
  ])
})

describe('a board', () => {
  const board = [
    { id: 'todo', keys: ['a', 'b', 'c'] },
    { id: 'doing', keys: [] },
    { id: 'done', keys: ['d'] },
  ]

  test('arrows skip empty columns and stop at the edge', () => {
    expect(neighbour(board, 'c', 'ArrowRight')).toBe('d')
    expect(neighbour(board, 'd', 'ArrowLeft')).toBe('a')
    expect(neighbour(board, 'd', 'ArrowRight')).toBeUndefined()
  })

  test('shift and arrows carry', () => {
    expect(carried(board, 'a', 'ArrowDown')).toEqual({ key: 'a', toColumn: 'todo', before: 'c' })
    expect(carried(board, 'b', 'ArrowDown')).toEqual({ key: 'b', toColumn: 'todo', before: undefined })
    expect(carried(board, 'c', 'ArrowDown')).toBeUndefined()
    expect(carried(board, 'b', 'ArrowUp')).toEqual({ key: 'b', toColumn: 'todo', before: 'a' })
    expect(carried(board, 'b', 'ArrowRight')).toEqual({ key: 'b', toColumn: 'doing', before: undefined })
    expect(carried(board, 'a', 'ArrowLeft')).toBeUndefined()
  })

  test('a drop tells before which card, or nothing when it changes nothing', () => {
    expect(dropped(board, 'd', 'todo', { key: 'b', edge: 'top' })).toEqual({ key: 'd', toColumn: 'todo', before: 'b' })
    expect(dropped(board, 'd', 'todo', { key: 'c', edge: 'bottom' })?.before).toBeUndefined()
    expect(dropped(board, 'a', 'todo', { key: 'b', edge: 'top' })).toBeUndefined()
    expect(dropped(board, 'a', 'todo', { key: 'b', edge: 'bottom' })).toEqual({
      key: 'a',
      toColumn: 'todo',
      before: 'c',
    })
    expect(dropped(board, 'c', 'todo')).toBeUndefined()
    expect(dropped(board, 'a', 'doing')).toEqual({ key: 'a', toColumn: 'doing', before: undefined })
  })
})
