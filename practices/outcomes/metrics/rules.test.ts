import { expect, test } from 'vitest'

import { type Bounds, boundsOf, isReached, standingOf, whyNotDefine } from './rules.ts'
import { dayWritten, numberIn } from './values/rules.ts'

const none = { target: null, low: null, high: null, atRiskAt: null, offTrackAt: null }
const up: Bounds = { ...none, direction: 'up', target: 95, atRiskAt: 92, offTrackAt: 88 }
const down: Bounds = { ...none, direction: 'down', target: 5, atRiskAt: 8, offTrackAt: 12 }
const between: Bounds = { ...none, direction: 'between', low: 10, high: 20 }

test.each([
  [up, 95, 'on track', true],
  [up, 94, 'on track', false],
  [up, 92, 'on track', false],
  [up, 91.9, 'at risk', false],
  [up, 87.9, 'off track', false],
  [down, 5, 'on track', true],
  [down, 8.1, 'at risk', false],
  [down, 12.1, 'off track', false],
  [between, 10, 'on track', true],
  [between, 20.1, 'off track', false],
  [{ ...none, direction: 'up', target: 3 }, 2, null, false],
  [{ ...none, direction: 'up' }, 2, null, false],
] as [Bounds, number, string | null, boolean][])('%o at %d stands %s', (bounds, value, standing, reached) => {
  expect(standingOf(bounds, value)).toBe(standing)
  expect(isReached(bounds, value)).toBe(reached)
})

test('bounds have to make sense together, as far as they are given', () => {
  expect([up, down, between].map(whyNotDefine)).toEqual([undefined, undefined, undefined])
  expect(whyNotDefine({ ...up, atRiskAt: null })).toBeUndefined()
  expect(whyNotDefine({ ...up, offTrackAt: 96 })).toBe('THRESHOLDS_REVERSED')
  expect(whyNotDefine({ ...down, offTrackAt: 4 })).toBe('THRESHOLDS_REVERSED')
  expect(whyNotDefine({ ...between, high: 10 })).toBe('RANGE_REVERSED')
  expect(boundsOf({ ...up, direction: 'between', low: 1, high: 2 })).toEqual({
    ...none,
    direction: 'between',
    low: 1,
    high: 2,
  })
})

test.each([
  ['1,234.5', 'point', 1234.5],
  ['1.234,5', 'comma', 1234.5],
  ['1 234,5', 'comma', 1234.5],
  ['1’234', 'point', 1234],
  ['62 %', 'point', 62],
  ['−3', 'point', -3],
  ['.5', 'point', 0.5],
  ['1e3', 'point', 1000],
  ['12,5', 'point', undefined],
  ['1.2.3', 'point', undefined],
  ['', 'point', undefined],
  ['n/a', 'comma', undefined],
  ['1e400', 'point', undefined],
] as const)('“%s” with the decimal %s is %s', (text, decimal, value) => {
  expect(numberIn(text, decimal)).toBe(value)
})

test.each([
  ['2026-05-01', 'ymd', '2026-05-01'],
  ['2026-05-01T23:10:00Z', 'ymd', '2026-05-01'],
  ['1.5.2026', 'dmy', '2026-05-01'],
  ['5/1/26', 'mdy', '2026-05-01'],
  ['31.02.2026', 'dmy', undefined],
  ['13/13/2026', 'mdy', undefined],
  ['2026', 'ymd', undefined],
] as const)('“%s” written %s is %s', (text, order, day) => {
  expect(dayWritten(text, order)).toBe(day)
})
