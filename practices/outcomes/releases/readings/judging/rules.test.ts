import { expect, test } from 'vitest'

import { addDays, type Day } from '#platform/time/days.ts'

import { adjusted, foreseeable, judge, type Point } from './rules.ts'

const SHIPPED = '2026-05-20'
const AFTER = 30

/** Between −1 and 1, the same for the same seed. */
function chance(seed: number) {
  let state = (seed * 2654435761) >>> 0
  state = Math.imul(state ^ (state >>> 15), 2246822519)
  state = Math.imul(state ^ (state >>> 13), 3266489917)
  return (((state ^ (state >>> 16)) >>> 0) / 0xffffffff) * 2 - 1
}

/** Days of a metric around 60 with a strong week; from the day after shipping it lies `step` higher. */
function series({ before = 120, after = AFTER, step = 0, seed = 1, every = 1, slope = 0, shock = 0 } = {}): Point[] {
  return Array.from({ length: before + after + 1 }, (_, index) => index - before)
    .filter((index) => index % every === 0)
    .map((index) => {
      const day: Day = addDays(SHIPPED, index)
      const noise = chance(seed * 1000 + index) * 1.5
      const value = 60 + (((index % 7) + 7) % 7) + noise + slope * index + (index > 0 ? step + shock : 0)
      return { day, value: index === 0 ? 1_000 : value }
    })
}

const days = { shippedOn: SHIPPED, from: addDays(SHIPPED, 1), to: addDays(SHIPPED, AFTER), horizonDays: AFTER }

test('a known effect is found with its interval, and the day of shipping plays no part', () => {
  const found = judge({ ...days, points: series({ step: 3 }) })
  expect(found.method).toBe('interrupted time series')
  expect(found.absolute!.low).toBeGreaterThan(0)
  expect(found.absolute!.low).toBeLessThan(3)
  expect(found.absolute!.high).toBeGreaterThan(3)
  expect(found.absolute!.high).toBeLessThan(6)
  // Three on about 63.
  expect(found.relative!.low).toBeLessThan(0.047)
  expect(found.relative!.high).toBeGreaterThan(0.047)
  expect(found.p).toBeLessThan(0.01)
  expect(found.minimum).toBeLessThan(3)
  expect(found.without).toHaveLength(AFTER)
  expect(found.placebos.dates).toBeGreaterThan(0)
})

test('where nothing changed the interval holds zero', () => {
  const found = judge({ ...days, points: series() })
  expect(found.absolute!.low).toBeLessThan(0)
  expect(found.absolute!.high).toBeGreaterThan(0)
  expect(found.p).toBeGreaterThan(0.05)
})

test('the p of placebo dates does not stand in the way of the correction for many metrics', () => {
  const { p, placebos } = judge({ ...days, points: series({ step: 8, before: 200 }) })
  expect(placebos.asExtreme).toBe(0)
  expect(p).toBeLessThan(1 / (placebos.dates + 1))
  expect(adjusted([p, null, null, null, null])[0]).toBeLessThan(0.05)
})

test('beside a control, what hit both is no effect; one that drifted apart is passed over with its reason', () => {
  const beside = (control: Point[]) => judge({ ...days, points: series({ step: 2, shock: 20 }), control })
  const found = beside(series({ seed: 5, shock: 20 }))
  expect(found.method).toBe('difference in differences')
  expect(found.absolute!.low).toBeGreaterThan(0)
  expect(found.absolute!.high).toBeLessThan(4)
  expect(found.controlRefused).toBeNull()
  expect(beside(series({ seed: 5, slope: 0.3 }))).toMatchObject({
    method: 'interrupted time series',
    controlRefused: 'drifted apart before',
  })
  expect(beside(series({ before: 10 })).controlRefused).toBe('too few days of both')
})

test.each([
  [{ before: 20 }, { of: 'values before', days: 8 }],
  [{ after: 4 }, { of: 'values after', days: 3 }],
  [{ every: 7 }, { of: 'daily values', days: 7 }],
  [
    { before: 0, after: 0 },
    { of: 'values before', days: 28 },
  ],
] as const)('%j lacks %j', (given, lacks) => {
  expect(judge({ ...days, points: series(given) })).toMatchObject({ method: null, absolute: null, p: null, lacks })
})

test('a metric that stands still lacks variation', () => {
  const still = series().map(({ day }) => ({ day, value: 5 }))
  expect(judge({ ...days, points: still }).lacks).toEqual({ of: 'variation', days: 0 })
})

test('what lacks days after says what it would have seen', () => {
  const { minimum } = judge({ ...days, points: series({ after: 4 }) })
  expect(minimum).toBeGreaterThan(0.2)
  expect(minimum).toBeLessThan(5)
})

test('users take a release up over days: with those left out, a slow change is seen as well as a sudden one', () => {
  const points = series({ before: 90 }).map(({ day, value }, index) => ({
    day,
    value: value + Math.min(8, Math.max(0, (index - 90) * 0.8)),
  }))
  const { absolute } = judge({ ...days, from: addDays(SHIPPED, 8), points })
  expect(absolute!.low).toBeGreaterThan(4)
  expect(absolute!.high).toBeGreaterThan(7)
})

test('values from before a day can be left out', () => {
  const points = series({ step: 3 }).map(({ day, value }) => ({ day, value: day < '2026-04-10' ? value + 40 : value }))
  const found = judge({ ...days, points, cleanFrom: '2026-04-10' })
  expect(found.absolute!.low).toBeLessThan(3)
  expect(found.absolute!.high).toBeGreaterThan(3)
  expect(found.absolute!.high).toBeLessThan(8)
})

test('p is corrected for all metrics that are read at once, also those that could not be read', () => {
  expect(adjusted([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06])
  expect(adjusted([0.02, null])).toEqual([0.04, null])
})

test('before a release it is known what it could show', () => {
  const points = series({ after: 0 }).slice(0, -1)
  const today = addDays(SHIPPED, -1)
  const soon = foreseeable(points, today, 14)
  const later = foreseeable(points, today, 60)
  if (!('minimum' in soon && 'minimum' in later)) throw new Error('nothing to foresee')
  expect(later.minimum).toBeGreaterThan(0)
  expect(foreseeable(points.slice(-9), today, 14)).toEqual({ of: 'values before', days: 19 })
  expect(foreseeable(series({ every: 7 }), today, 14)).toEqual({ of: 'daily values', days: 7 })
})
