import { expect, test } from 'vitest'

import { againstDeclared, horizonsOf, horizonsOver, lookAgainOn, outcomeOf, readableOn, windowsOf } from './rules.ts'

test('a reading looks back ten weeks or as far as ahead, and leaves out the day of shipping', () => {
  expect(windowsOf('2026-05-20', 7)).toEqual({
    before: { from: '2026-03-12', to: '2026-05-19' },
    after: { from: '2026-05-21', to: '2026-05-27' },
  })
  expect(windowsOf('2026-05-20', 90).before.from).toBe('2026-02-20')
  // Over four weeks or more the first one is left out.
  expect(windowsOf('2026-05-20', 27).after.from).toBe('2026-05-21')
  expect(windowsOf('2026-05-20', 28).after).toEqual({ from: '2026-05-28', to: '2026-06-17' })
  expect(horizonsOf(30)).toEqual([7, 30, 90])
  expect(horizonsOf(45)).toEqual([7, 30, 45, 90])
})

test('a horizon is read on the day after its last one, or once that value is final', () => {
  expect(readableOn('2026-05-20', 7, 0)).toBe('2026-05-28')
  expect(readableOn('2026-05-20', 7, 14)).toBe('2026-06-11')
  expect(horizonsOver('2026-05-20', 30, '2026-05-27')).toEqual([])
  expect(horizonsOver('2026-05-20', 30, '2026-06-20')).toEqual([7, 30])
})

const up = { direction: 'up', low: null, high: null } as const
const down = { ...up, direction: 'down' } as const
const range = { direction: 'between', low: 10, high: 20 } as const

test.each([
  [[1, 3], 0.01, up, 50, false, 'improved'],
  [[1, 3], 0.01, down, 50, false, 'worsened'],
  [[-3, -1], 0.01, up, 50, false, 'worsened'],
  [[-3, -1], 0.01, down, 50, false, 'improved'],
  // After the correction it is not clear any more, though its own interval leaves zero out.
  [[1, 3], 0.05, up, 50, false, 'no clear change'],
  // The placebo dates widened the interval over zero.
  [[-1, 3], 0.01, up, 50, false, 'no clear change'],
  [[1, 3], 0.01, up, 50, true, 'confounded'],
  [[-1, 3], 0.4, up, 50, true, 'confounded'],
  // Without it, the mean would have been 2 lower.
  [[1, 3], 0.01, range, 21, false, 'worsened'],
  [[1, 3], 0.01, range, 11, false, 'improved'],
  [[1, 3], 0.01, range, 15, false, 'no clear change'],
] as const)('%j with p %d is, where better is %j and the mean is %d, confounded %s: %s', (...given) => {
  const [[low, high], adjustedP, better, after, isConfounded, outcome] = given
  const judged = { absolute: { by: (low + high) / 2, low, high } }
  expect(outcomeOf({ judged, adjustedP, after, better, isConfounded })).toBe(outcome)
})

test('what could not be read is insufficient, whatever else happened', () => {
  const judged = { absolute: null }
  expect(outcomeOf({ judged, adjustedP: null, after: 4, better: up, isConfounded: true })).toBe('insufficient data')
})

const judged = { absolute: { by: 4, low: 2, high: 6 }, relative: { by: 0.1, low: 0.05, high: 0.15 } }
test.each([
  ['increase', 10, 'absolute', 'less'],
  ['increase', 5, 'absolute', 'as'],
  ['increase', 1, 'absolute', 'more'],
  ['increase', 12, 'percent', 'as'],
  ['increase', 20, 'percent', 'less'],
  ['decrease', 1, 'absolute', 'less'],
] as const)('+2 to +6, or +5 to +15 percent, is beside a declared %s by %d %s: %s', (direction, size, measure, is) => {
  expect(againstDeclared({ direction, size, measure }, judged)).toBe(is)
  const opposite = {
    absolute: { by: -4, low: -6, high: -2 },
    relative: { by: -0.1, low: -0.15, high: -0.05 },
  }
  const turned = direction === 'increase' ? 'decrease' : 'increase'
  expect(againstDeclared({ direction: turned, size, measure }, opposite)).toBe(is)
  expect(againstDeclared({ direction, size, measure }, { absolute: null, relative: null })).toBeUndefined()
})

const over = { shippedOn: '2026-05-20', horizonDays: 7, windowDays: 30, maturesAfterDays: 0 }
test.each([
  ['values after', over, '2026-05-28', '2026-06-20'],
  ['values after', { ...over, maturesAfterDays: 5 }, '2026-06-02', '2026-06-25'],
  ['values after', { ...over, horizonDays: 90 }, '2026-08-19', '2026-10-03'],
  ['values before', over, '2026-05-28', '2026-06-04'],
  // A metric of weeks or months stays one.
  ['daily values', over, '2026-05-28', null],
] as const)('what lacks %s (%j) on %s is looked at again on %s', (of, subject, today, day) => {
  expect(lookAgainOn({ of, days: 3 }, subject, today)).toBe(day)
})
