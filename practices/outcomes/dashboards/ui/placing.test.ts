import { expect, test } from 'vitest'

import type { Tile } from '../contract.ts'
import { movedBeside, movedBy, resized, rowsFilled } from './placing.ts'

const tile = (id: string, width = 6, height = 2): Tile => ({ id, kind: 'note', text: id, width, height })
const abc = ['a', 'b', 'c'].map((id) => tile(id))
const ids = (tiles: Tile[]) => tiles.map(({ id }) => id).join('')

test('a tile is moved beside another, and stays within the row of tiles', () => {
  expect(ids(movedBeside(abc, 'a', 'c', 'after'))).toBe('bca')
  expect(ids(movedBeside(abc, 'c', 'a', 'before'))).toBe('cab')
  expect(ids(movedBeside(abc, 'b', 'b', 'after'))).toBe('abc')
  expect(ids(movedBy(abc, 'a', 1))).toBe('bac')
  expect(ids(movedBy(abc, 'a', -1))).toBe('abc')
  expect(ids(movedBy(abc, 'c', 5))).toBe('abc')
})

test('a tile is never smaller or larger than may be', () => {
  expect(resized(abc, 'a', { width: 99, height: 0 })[0]).toMatchObject({ width: 12, height: 1 })
  expect(resized(abc, 'a', { width: 0, height: 3.4 })[0]).toMatchObject({ width: 2, height: 3 })
})

test('rows are counted as the browser places tiles', () => {
  expect(rowsFilled([])).toBe(0)
  expect(rowsFilled(abc)).toBe(4)
  // The second does not fit beside the first; the third follows it, below the first.
  expect(rowsFilled([tile('a', 8, 4), tile('b', 6, 2), tile('c', 4, 1)])).toBe(6)
  // The low ones fit beside the high one, in its rows.
  expect(rowsFilled([tile('a', 6, 4), tile('b', 6, 2), tile('c', 6, 2)])).toBe(4)
})
