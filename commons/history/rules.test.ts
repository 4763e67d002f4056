import { expect, test } from 'vitest'

import { changesAsText, cursorOf, harmless, readCursor, wordsOf } from './rules.ts'

test('a cell that a spreadsheet would run is led by an apostrophe', () => {
  expect(['=HYPERLINK("x")', '+1', '-1', '@a', '\tx'].map(harmless)).toEqual([
    `'=HYPERLINK("x")`,
    `'+1`,
    `'-1`,
    `'@a`,
    `'\tx`,
  ])
  expect(harmless('Live traffic')).toBe('Live traffic')
})

test('changes are said from what to what', () => {
  expect(
    changesAsText([
      { field: 'state', from: 'Next', to: 'Now' },
      { field: 'owner', from: null, to: 'Ana' },
    ]),
  ).toBe('state: Next → Now; owner: – → Ana')
  expect([wordsOf(['a', 'b']), wordsOf(undefined), wordsOf(3), wordsOf(false)]).toEqual(['a, b', '', '3', 'false'])
})

test('a cursor is read as it was written, and anything else is none', () => {
  const at = new Date('2026-05-01T10:00:00.123Z')
  expect(readCursor(cursorOf({ at, number: 12 }))).toEqual({ at, number: 12 })
  expect([undefined, '', 'nonsense', '2026-05-01|x', '2026-05-01T10:00:00Z|1 or 1=1'].map(readCursor)).toEqual(
    Array.from({ length: 5 }),
  )
})
