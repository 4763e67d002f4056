import { expect, test } from 'vitest'

import { readControlledSeries } from './controlled-series.ts'

/** Standard normal numbers, the same for the same seed (mulberry32, Box and Muller). */
function normals(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

const CHANGE = 70

/** Two series that share weekdays and a shock of all; each follows its own last day by `phi`. */
function pair(seed: number, phi: number, { step = 0, slope = 0, shock = 0 } = {}) {
  const normal = normals(seed)
  const [treated, control]: [number[], number[]] = [[], []]
  let [one, other] = [0, 0]
  for (let day = 0; day < CHANGE + 30; day++) {
    one = phi * one + normal()
    other = phi * other + normal()
    const both = 50 + (day % 7) + (day >= CHANGE ? shock : 0)
    treated.push(both + one + slope * day + (day >= CHANGE ? step : 0))
    control.push(both + other)
  }
  return readControlledSeries(treated, control, CHANGE)
}

test('what hit both alike cancels, what hit one is found', () => {
  const same = pair(7, 0.3, { shock: 12 })
  if ('refused' in same) throw new Error(same.refused)
  expect(same.p).toBeGreaterThan(0.05)
  expect(same.absolute.interval[0]).toBeLessThan(0)
  expect(same.absolute.interval[1]).toBeGreaterThan(0)
  const found = pair(7, 0.3, { shock: 12, step: 3 })
  if ('refused' in found) throw new Error(found.refused)
  expect(found.absolute.effect).toBeCloseTo(same.absolute.effect + 3, 6)
  expect(found.p).toBeLessThan(0.001)
  const mean = found.counterfactual.reduce((sum, { expected }) => sum + expected, 0) / 30
  expect(found.relative!.effect).toBeCloseTo(found.absolute.effect / mean, 2)
})

test('series that drifted apart before are refused', () => {
  expect(pair(7, 0.3, { slope: 0.2 })).toMatchObject({ refused: 'slopes differ before' })
})

test('days count only where both were measured', () => {
  const days = Array.from({ length: 60 }, (_, day) => day + (day % 3))
  const holes = days.map((value, day) => (day % 2 ? value : null))
  expect(readControlledSeries(days, holes, 50)).toEqual({ refused: 'too little before', moreDays: 3 })
  expect(
    readControlledSeries(
      days,
      days.map((value) => value + 1),
      56,
    ),
  ).toEqual({
    refused: 'too little after',
    moreDays: 3,
  })
  expect(
    readControlledSeries(
      days,
      days.map((value) => value + 1),
      40,
    ),
  ).toEqual({ refused: 'constant', moreDays: 0 })
})

test.each([0, 0.3, 0.6])('at correlation %d an unchanged pair alarms seldom and intervals hold the truth', (phi) => {
  let [alarms, held, read] = [0, 0, 0]
  for (let seed = 1; seed <= 300; seed++) {
    const found = pair(seed, phi, { step: 1 })
    if ('refused' in found) continue
    read++
    const [low, high] = found.absolute.interval
    if (low <= 1 && high >= 1) held++
    // The same series without its step: the estimate moves by exactly that.
    if (low - 1 > 0 || high - 1 < 0) alarms++
  }
  expect(read).toBeGreaterThan(270)
  expect(alarms / read).toBeLessThanOrEqual(0.07)
  expect(held / read).toBeGreaterThanOrEqual(0.93)
})
