import { describe, expect, test } from 'vitest'

import { readMany, shareFound } from '#tests/support/read-many.ts'
import { normals, simulatedSeries } from '#tests/support/simulated-series.ts'

import { type InterruptedSeriesReading, readInterruptedSeries } from './interrupted-series.ts'
import { minimumStep } from './power.ts'

function read(question: Parameters<typeof readInterruptedSeries>[0]): InterruptedSeriesReading {
  const reading = readInterruptedSeries(question)
  if ('refused' in reading) throw new Error(reading.refused)
  return reading
}

const series = (change: number, more: { days?: number; rho?: number; seed?: number } = {}) => {
  const { days = 84, rho = 0.3, seed = 21 } = more
  return simulatedSeries(normals(seed), { days, rho, trend: 0.001, changedFrom: days - 14, change })
}

describe('a step', () => {
  test('is found with its size, its unit and its window', () => {
    const reading = read({ values: series(0.2), change: 70 })
    expect(reading.p).toBeLessThan(0.001)
    expect(reading.relative!.interval[0]).toBeLessThan(0.2)
    expect(reading.relative!.interval[1]).toBeGreaterThan(0.2)
    expect(reading.relative!.interval[0]).toBeGreaterThan(0.05)
    expect(reading).toMatchObject({ before: 70, after: 14, window: { from: 0, change: 70, to: 84 } })
    const without = reading.counterfactual.reduce((sum, { expected }) => sum + expected, 0) / 14
    expect(reading.absolute.effect / without).toBeCloseTo(reading.relative!.effect, 2)
    expect(reading.counterfactual.map(({ day }) => day)).toEqual(Array.from({ length: 14 }, (_, index) => 70 + index))
  })

  test('of exactly 30 on a line with a week is found exactly, and the counterfactual is the line', () => {
    const noise = normals(5)
    const line = (day: number) => 500 + 2 * day + (day % 7) * 10
    const values = Array.from({ length: 84 }, (_, day) => line(day) + (day >= 70 ? 30 : 0) + 1e-3 * noise())
    const reading = read({ values, change: 70 })
    expect(reading.absolute.effect).toBeCloseTo(30, 2)
    for (const { day, expected } of reading.counterfactual) expect(expected).toBeCloseTo(line(day), 2)
    // A trend that turns as well: 30 at once and 3 more each day, 49.5 on average.
    const turning = values.map((value, day) => value + (day >= 70 ? 3 * (day - 70) : 0))
    expect(read({ values: turning, change: 70, slope: true }).absolute.effect).toBeCloseTo(49.5, 2)
  })

  test('means the same in another unit; from another zero its absolute part does', () => {
    const values = series(0.05)
    const plain = read({ values, change: 70 })
    const scaled = read({ values: values.map((value) => value * 1e-4), change: 70 })
    expect(scaled.p).toBeCloseTo(plain.p, 9)
    expect(scaled.relative!.interval[0]).toBeCloseTo(plain.relative!.interval[0], 9)
    const moved = read({ values: values.map((value) => value + 5000), change: 70 })
    expect(moved.absolute.effect).toBeCloseTo(plain.absolute.effect, 6)
    expect(moved.absolute.interval[1]).toBeCloseTo(plain.absolute.interval[1], 6)
    const turned = read({ values: values.map((value) => -value), change: 70 })
    expect(turned.absolute.effect).toBeCloseTo(-plain.absolute.effect, 6)
    expect(turned.absolute.interval[0]).toBeCloseTo(-plain.absolute.interval[1], 6)
  })

  test('is read over days that were not measured', () => {
    const values = series(0.2).map((value, day) => (day % 9 === 4 || day === 50 ? null : value))
    const reading = read({ values, change: 70 })
    expect(reading.before).toBe(61)
    expect(reading.p).toBeLessThan(0.01)
    // A metric of working days alone, whose weekends say nothing.
    const working = read({ values: series(0.2).map((value, day) => (day % 7 > 4 ? null : value)), change: 70 })
    expect(working).toMatchObject({ before: 50, after: 10 })
    expect(working.relative!.interval[1]).toBeGreaterThan(0.2)
  })

  test('has no share of a counterfactual that may be zero', () => {
    const normal = normals(8)
    const values = Array.from({ length: 84 }, () => normal())
    expect(read({ values, change: 70 }).relative).toBeUndefined()
  })
})

describe('a refusal says what is missing', () => {
  const values = series(0)
  test.each([
    { name: 'before', question: { values, change: 20 }, refusal: { refused: 'too little before', moreDays: 8 } },
    { name: 'after', question: { values, change: 80 }, refusal: { refused: 'too little after', moreDays: 3 } },
    {
      name: 'after, for a slope',
      question: { values, change: 74, slope: true },
      refusal: { refused: 'too little after', moreDays: 4 },
    },
    {
      name: 'constant',
      question: { values: values.map(() => 7), change: 70 },
      refusal: { refused: 'constant', moreDays: 0 },
    },
    {
      name: 'explained exactly',
      question: { values: values.map((_, day) => day % 7), change: 70 },
      refusal: { refused: 'not separable', moreDays: 0 },
    },
  ])('$name', ({ question, refusal }) => {
    expect(readInterruptedSeries(question)).toEqual(refusal)
  })

  test('and what can be no question is thrown back', () => {
    expect(() => readInterruptedSeries({ values, change: 70, confidence: 1 })).toThrow(RangeError)
    expect(() => readInterruptedSeries({ values, change: 85 })).toThrow(RangeError)
    expect(() => readInterruptedSeries({ values: [...values, Number.NaN], change: 70 })).toThrow(RangeError)
  })
})

// With 2000 series the standard error of a simulated rate of 5 % is 0.5 points: a method whose true rate of false alarms is 10 %
// would not pass the bar of 7 % once in 10,000 times; with 400 one whose true coverage is 90 % would pass that of 93 % once in 40. The bars
// are those of the product; more series, in `npm run bench -- statistics`, show how far the method is from them.
describe('the promises, simulated with fixed seeds', () => {
  const conditions = [0, 0.002].flatMap((trend) => [0, 0.3, 0.6].map((rho) => ({ rho, trend })))
  test.each(conditions)('correlation $rho, trend $trend: few false alarms, honest intervals', ({ rho, trend }) => {
    const shape = { days: 84, rho, trend, changedFrom: 70 }
    expect(shareFound(2000, 101, { ...shape, change: 0 })).toBeLessThanOrEqual(0.07)
    expect(readMany(400, 102, { ...shape, change: 0.05 }).held).toBeGreaterThanOrEqual(0.93)
  })

  test('the effect that it says it would find is found about four times in five', () => {
    const shape = { days: 84, rho: 0.3, trend: 0, changedFrom: 70 }
    const { minimumEffect } = readMany(100, 103, { ...shape, change: 0 })
    const { found } = readMany(500, 104, { ...shape, change: minimumEffect })
    expect(found).toBeGreaterThan(0.72)
    expect(found).toBeLessThan(0.9)
    // The plan made before the release says about the same.
    const plans = Array.from({ length: 20 }, (_, seed) => minimumStep(series(0, { seed }).slice(0, 70), 14)! / 1000)
    const planned = plans.reduce((sum, one) => sum + one, 0) / plans.length
    expect(planned / minimumEffect).toBeGreaterThan(0.8)
    expect(planned / minimumEffect).toBeLessThan(1.25)
  })
})

describe('placebo dates', () => {
  // A level that jumps now and then by itself, which no autoregression foresees.
  const jumping = (seed: number) => {
    const normal = normals(seed)
    let level = 1000
    return Array.from({ length: 196 }, (_, day) => {
      if (day % 13 === 6) level += 150 * normal()
      return level + 40 * normal()
    })
  }

  test('make a reading more careful and never less', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const values = jumping(seed)
      const calibrated = read({ values, change: 182 })
      const plain = read({ values: values.slice(112), change: 70 })
      expect(plain.placebos.dates).toBe(0)
      expect(calibrated.method).toContain('placebo dates')
      expect(calibrated.placebos.dates).toBeGreaterThanOrEqual(49)
      expect(calibrated.p).toBeGreaterThanOrEqual(plain.p - 1e-9)
      expect(calibrated.absolute.interval[0]).toBeLessThanOrEqual(plain.absolute.interval[0] + 1e-6)
      // Significant and an interval without zero are one statement.
      const [low, high] = calibrated.absolute.interval
      expect(calibrated.p <= 0.05).toBe(low > 0 || high < 0)
    }
  })

  test('know a campaign that comes every quarter, which the model alone takes for an effect', () => {
    const normal = normals(6)
    const values = Array.from(
      { length: 420 },
      (_, day) => (day % 91 >= 28 && day % 91 < 42 ? 1200 : 1000) + 40 * normal(),
    )
    // The next one would begin on day 392 = 4 · 91 + 28, where the change is said to be.
    const plain = read({ values: values.slice(322, 406), change: 70 })
    const calibrated = read({ values: values.slice(0, 406), change: 392 })
    expect(plain.p).toBeLessThan(0.001)
    expect(calibrated.p).toBeGreaterThan(0.02)
    expect(calibrated.absolute.interval[1] - calibrated.absolute.interval[0]).toBeGreaterThan(
      1.5 * (plain.absolute.interval[1] - plain.absolute.interval[0]),
    )
  })

  test('still find a step of a fifth', () => {
    const values = series(0.2, { days: 196, rho: 0.3 })
    expect(read({ values, change: 182 }).p).toBeLessThan(0.05)
  })
})

test('a history with jumps far beyond chance widens the interval, whose ends stay numbers', () => {
  const noise = normals(3)
  const levelOf = (day: number) => (day >= 100 && day < 140 ? 5_000_000 : 50)
  const values = Array.from({ length: 230 }, (_, day) => levelOf(day) + noise() / 10 + (day >= 200 ? 0.2 : 0))
  const [low, high] = read({ values, change: 200 }).absolute.interval
  expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true)
  expect(low).toBeLessThan(0)
  expect(high).toBeGreaterThan(0)
})
