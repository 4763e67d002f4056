import { expect, test } from 'vitest'

import { byStart, cycleOf, nextCycle, quarterAt, standingCycles, whenIs } from './rules.ts'

test.each([
  ['2026-Q1', 'quarter', 'Q1 2026', '2026-01-01', '2026-03-31'],
  ['2026-Q4', 'quarter', 'Q4 2026', '2026-10-01', '2026-12-31'],
  ['2026', 'year', '2026', '2026-01-01', '2026-12-31'],
  ['2026-2028', 'years', '2026–2028', '2026-01-01', '2028-12-31'],
])('%s is a %s called %s', (key, kind, name, startsOn, endsOn) => {
  expect(cycleOf(key)).toEqual({ key, kind, name, startsOn, endsOn })
})

test.each(['2026-Q5', '2026-Q0', 'Q1', '26', '2026-2026', '2028-2026', '2026-2040', '2026-Q1 '])(
  '%s is none',
  (key) => {
    expect(cycleOf(key)).toBeUndefined()
  },
)

test('the next is of the same kind and length', () => {
  expect(['2026-Q3', '2026-Q4', '2026', '2026-2028'].map(nextCycle)).toEqual([
    '2026-Q4',
    '2027-Q1',
    '2027',
    '2029-2031',
  ])
})

test('the quarter of a day', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterAt)).toEqual([
    '2026-Q1',
    '2026-Q1',
    '2026-Q2',
    '2026-Q4',
  ])
})

test('a day has its quarter, the next, its year and the three years from it', () => {
  expect(standingCycles('2026-11-22')).toEqual(['2026-Q4', '2027-Q1', '2026', '2026-2028'])
})

test('a cycle is over the day after its last', () => {
  const quarter = cycleOf('2026-Q3')!
  expect(['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'].map((day) => whenIs(quarter, day))).toEqual([
    'coming',
    'current',
    'current',
    'past',
  ])
})

test('newest first, and a quarter before the year that begins with it', () => {
  const sorted = ['2026', '2025-Q4', '2026-Q1', '2026-Q2'].map((key) => cycleOf(key)!).toSorted(byStart)
  expect(sorted.map((cycle) => cycle.key)).toEqual(['2026-Q2', '2026-Q1', '2026', '2025-Q4'])
})
