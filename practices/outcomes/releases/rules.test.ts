import { expect, test } from 'vitest'

import { draftNotes } from './notes/rules.ts'
import { changeOf, guardOutcomeOf, horizonsOf, horizonsOver, isEnough, outcomeOf, windowsOf } from './readings/rules.ts'
import { versionInTag } from './rules.ts'

const window = (n: number, mean: number | null, sd: number | null = 1) => ({ n, mean, sd })

test('the windows are of one length and leave out the day of shipping', () => {
  expect(windowsOf('2026-05-20', 7)).toEqual({
    before: { from: '2026-05-13', to: '2026-05-19' },
    after: { from: '2026-05-21', to: '2026-05-27' },
  })
  expect(horizonsOf(30)).toEqual([7, 30, 90])
  expect(horizonsOf(45)).toEqual([7, 30, 45, 90])
  expect(horizonsOver('2026-05-20', 30, '2026-05-27')).toEqual([])
  expect(horizonsOver('2026-05-20', 30, '2026-05-28')).toEqual([7])
})

test.each([
  [30, 30, true],
  [4, 4, true],
  [3, 30, false],
  [30, 15, true],
  [30, 14, false],
  [14, 30, false],
])('%d days before and %d after are enough: %s', (before, after, enough) => {
  expect(isEnough({ n: before }, { n: after })).toBe(enough)
})

test('a percentage is of the size of the mean before, and there is none of zero', () => {
  expect(changeOf(window(9, -20), window(9, -10))).toEqual({ absolute: 10, percent: 50 })
  expect(changeOf(window(9, 0), window(9, 5))).toEqual({ absolute: 5, percent: null })
  expect(changeOf(window(0, null), window(9, 5))).toBeUndefined()
})

test.each([
  ['increase', 3, 'absolute', 40, 43, 'reached'],
  ['increase', 3, 'absolute', 40, 42.9, 'right way'],
  ['increase', 0.3, 'absolute', 0.1 + 0.2, 0.6, 'reached'],
  ['decrease', 10, 'percent', 20, 18, 'reached'],
  ['decrease', 10, 'percent', 20, 19, 'right way'],
  ['decrease', 10, 'percent', 20, 21, 'wrong way'],
  ['increase', 10, 'percent', 0, 5, 'right way'],
  ['increase', 10, 'percent', 5, 5, 'no change'],
  ['increase', 3, 'absolute', 62, 62.29, 'no change'],
  ['increase', 3, 'absolute', 62, 61.71, 'no change'],
  ['increase', 3, 'absolute', 62, 62.31, 'right way'],
  ['increase', 3, 'absolute', 62, 61.69, 'wrong way'],
] as const)('%s by %d %s from %d to %d is %s', (direction, size, measure, before, after, outcome) => {
  expect(outcomeOf({ direction, size, measure }, window(14, before), window(14, after))).toBe(outcome)
})

test('too little data is said, not judged', () => {
  const effect = { direction: 'increase', size: 1, measure: 'absolute' } as const
  expect(outcomeOf(effect, window(30, 1), window(3, 9))).toBe('insufficient data')
  expect(outcomeOf(effect, window(0, null, null), window(30, 9))).toBe('insufficient data')
})

test('a guardrail is worse beyond one spread of the days before, or when it leaves its range', () => {
  const up = { direction: 'up', low: null, high: null } as const
  expect(guardOutcomeOf(up, window(14, 50, 2), window(14, 48.5))).toBe('held')
  expect(guardOutcomeOf(up, window(14, 50, 2), window(14, 47.9))).toBe('worse')
  expect(guardOutcomeOf({ ...up, direction: 'down' }, window(14, 50, 2), window(14, 40))).toBe('held')
  const range = { direction: 'between', low: 10, high: 20 } as const
  expect(guardOutcomeOf(range, window(14, 15), window(14, 21))).toBe('worse')
  expect(guardOutcomeOf(range, window(14, 25), window(14, 21))).toBe('held')
})

test.each([
  ['v4.12', '4.12'],
  ['4.12', '4.12'],
  ['web/V4.12.0', '4.12.0'],
  ['@fernway/app@4.12', '4.12'],
  ['vienna', 'vienna'],
])('the tag %s names the version %s', (tag, version) => {
  expect(versionInTag(tag)).toBe(version)
})

test('notes are drafted under a heading for each type, in the order of the work', () => {
  const record = (key: string, type: string, kind?: string) => ({ key, title: `Title ${key}`, type, kind })
  expect(
    draftNotes([
      record('A-1', 'work-item', 'bug'),
      record('A-2', 'work-item', 'feature'),
      record('A-3', 'work-item', 'debt'),
      record('A-4', 'work-item', 'bug'),
      record('A-5', 'change'),
      record('INI-1', 'initiative'),
    ]),
  ).toBe(
    [
      '## What is new\n\n- Title A-2 (A-2)\n- Title INI-1 (INI-1)',
      '## Fixed\n\n- Title A-1 (A-1)\n- Title A-4 (A-4)',
      '## Under the hood\n\n- Title A-3 (A-3)',
      '## Also in this release\n\n- Title A-5 (A-5)',
    ].join('\n\n'),
  )
  expect(draftNotes([])).toBe('')
})
