import { expect, test } from 'vitest'

import { normals, simulatedSeries } from '#tests/support/simulated-series.ts'

import { membersNeeded, minimumDifference, minimumStep } from './power.ts'
import { armOfValues, compareGroups } from './two-groups.ts'

test('sixteen variances over the squared difference, as the rule of thumb says', () => {
  expect(membersNeeded({ variance: 1, difference: 0.1 })).toBe(1570)
  expect(membersNeeded({ variance: 1, difference: 1 }, { power: 0.9 })).toBe(22)
  const found = minimumDifference({ variance: 1, a: 1570, b: 1570 })
  expect(found).toBeLessThan(0.1)
  expect(found).toBeGreaterThan(0.0999)
})

test('the planned difference is found four times in five', () => {
  const normal = normals(31)
  const difference = minimumDifference({ variance: 1, a: 60, b: 90 })
  let found = 0
  const repetitions = 2000
  for (let time = 0; time < repetitions; time++) {
    const a = armOfValues(Array.from({ length: 60 }, normal))
    const b = armOfValues(Array.from({ length: 90 }, () => normal() + difference))
    if (compareGroups(a, b, 'absolute')!.p < 0.05) found++
  }
  // The standard error of a simulated 80 % is 0.9 points.
  expect(Math.abs(found / repetitions - 0.8)).toBeLessThan(0.03)
})

test('a step can be smaller the longer one waits, and the calmer the metric', () => {
  const values = simulatedSeries(normals(4), { days: 70, rho: 0.3, trend: 0, changedFrom: 70, change: 0 })
  const [week, month, quarter] = [7, 30, 90].map((days) => minimumStep(values, days)!) as [number, number, number]
  expect(week).toBeGreaterThan(month)
  expect(quarter).toBeGreaterThan(0)
  expect(minimumStep(values, 14, { power: 0.5 })!).toBeLessThan(minimumStep(values, 14)!)
  expect(
    minimumStep(
      values.map((value) => value / 10),
      7,
    )! * 10,
  ).toBeCloseTo(week, 6)
})

test('without four weeks, or without change, there is no plan', () => {
  expect(minimumStep([1, 2, 3], 14)).toBeUndefined()
  expect(
    minimumStep(
      Array.from({ length: 60 }, () => 5),
      14,
    ),
  ).toBeUndefined()
  expect(() => minimumStep([], 3)).toThrow(RangeError)
  expect(() => membersNeeded({ variance: 1, difference: 0 })).toThrow(RangeError)
  expect(() => minimumDifference({ variance: 1, a: 10, b: 10 }, { power: 1 })).toThrow(RangeError)
})
