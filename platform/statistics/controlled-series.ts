import { type Solution, solveAutoregression } from './autoregression.ts'
import { tQuantile } from './distributions.ts'
import type { DailyValues } from './level-change.ts'
import { errorOf, meanOf, type Mixture, mixtureQuantile, pOf } from './mixture.ts'
import type { Interval } from './two-groups.ts'

/** Days measured in both series without which no change is read, and days before that are looked at. */
const LEAST_BEFORE = 28
const LEAST_AFTER = 7
const MOST_BEFORE = 70

type Estimate = { effect: number; interval: Interval; minimumEffect: number }

export type ControlledSeriesReading = {
  method: 'difference in differences of two daily series, AR(1)'
  /** (T_after − T_before) − (C_after − C_before), in the unit of both. */
  absolute: Estimate
  /** As a share of what the first would have had; undefined where that is zero. */
  relative: Estimate | undefined
  /** Two-sided, 0 to 1. */
  p: number
  /** How the slope of the first differed from that of the control before, in units a day, and its p. */
  preTrend: { slope: number; p: number }
  counterfactual: { day: number; expected: number }[]
  before: number
  after: number
}

export type ControlledSeriesRefusal =
  | { refused: 'too little before' | 'too little after' | 'constant' | 'not separable'; moreDays: number }
  | { refused: 'slopes differ before'; moreDays: 0; preTrend: { slope: number; p: number } }

const mixtureOf = (solutions: readonly Solution[], weights: Float64Array, unit: number): Mixture =>
  solutions.map(({ weight, coefficients, covariance }) => ({
    weight,
    mean: coefficients.reduce((sum, one, at) => sum + one * weights[at]!, 0) * unit,
    error: Math.sqrt(covariance(weights, weights)) * unit,
  }))

/**
 * What a change did to one daily series, beside another in the same unit that it did not touch: the step at `change` of their
 * difference d_t = T_t − C_t = β₀ + weekday_t + β₁ 1[t ≥ change] + e_t, with AR(1) errors (`solveAutoregression`). What hit
 * both alike cancels.
 *
 * It holds only if both would have moved alike: where d had a slope before (p < 0.05 of β₂ t in the days before) it is refused.
 * That no slope was found is no proof. The relative effect takes the mean of T after the change as given.
 * Throws a RangeError on series of unequal length or a confidence outside (0, 1).
 */
export function readControlledSeries(
  treated: DailyValues,
  control: DailyValues,
  change: number,
  confidence = 0.95,
): ControlledSeriesReading | ControlledSeriesRefusal {
  if (treated.length !== control.length) throw new RangeError('Both series have the same days.')
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
  const from = Math.max(0, change - Math.max(MOST_BEFORE, treated.length - change))
  const days: number[] = []
  for (let day = from; day < treated.length; day++) if (treated[day] !== null && control[day] !== null) days.push(day)
  const before = days.filter((day) => day < change)
  const after = days.filter((day) => day >= change)
  if (before.length < LEAST_BEFORE) return { refused: 'too little before', moreDays: LEAST_BEFORE - before.length }
  if (after.length < LEAST_AFTER) return { refused: 'too little after', moreDays: LEAST_AFTER - after.length }

  const seen = days.map((day) => treated[day]! - control[day]!)
  const centre = seen.reduce((sum, value) => sum + value, 0) / seen.length
  const unit = Math.sqrt(seen.reduce((sum, value) => sum + (value - centre) ** 2, 0) / seen.length)
  if (!(unit > Math.abs(centre) * 1e-12)) return { refused: 'constant', moreDays: 0 }
  const weekdays = [...new Set(before.map((day) => day % 7))].toSorted((a, b) => a - b).slice(1)
  const rowOf = (day: number, last: number) =>
    Float64Array.of(1, ...weekdays.map((weekday) => (day % 7 === weekday ? 1 : 0)), last)
  const values = seen.map((value) => (value - centre) / unit)
  const size = weekdays.length + 2
  const ofLast = new Float64Array(size)
  ofLast[size - 1] = 1

  const sloped = solveAutoregression({
    times: before,
    values: values.slice(0, before.length),
    design: before.map((day) => rowOf(day, (day - change) / MOST_BEFORE)),
  })
  const stepped = solveAutoregression({
    times: days,
    values,
    design: days.map((day) => rowOf(day, day >= change ? 1 : 0)),
  })
  if (!sloped || !stepped) return { refused: 'not separable', moreDays: 0 }
  const slope = mixtureOf(sloped, ofLast, unit / MOST_BEFORE)
  const preTrend = { slope: meanOf(slope), p: pOf(slope, before.length - size) }
  if (preTrend.p < 0.05) return { refused: 'slopes differ before', moreDays: 0, preTrend }

  const degrees = days.length - size
  const step = mixtureOf(stepped, ofLast, unit)
  const alpha = 1 - confidence
  const described = (mixture: Mixture): Estimate => {
    const interval: Interval = [
      mixtureQuantile(mixture, degrees, alpha / 2),
      mixtureQuantile(mixture, degrees, 1 - alpha / 2),
    ]
    const minimumEffect = (interval[1] - interval[0]) / 2 + tQuantile(0.8, degrees) * errorOf(mixture)
    return { effect: meanOf(mixture), interval, minimumEffect }
  }
  const reached = after.reduce((sum, day) => sum + treated[day]!, 0) / after.length
  const without = reached - meanOf(step)
  const share = step.map(({ weight, mean, error }) => ({
    weight,
    mean: mean / Math.abs(without),
    error: (error * Math.abs(reached)) / without ** 2,
  }))
  return {
    method: 'difference in differences of two daily series, AR(1)',
    absolute: described(step),
    relative: without === 0 ? undefined : described(share),
    p: pOf(step, degrees),
    preTrend,
    counterfactual: after.map((day) => {
      const row = rowOf(day, 0)
      const means = mixtureOf(stepped, row, unit)
      return { day, expected: meanOf(means) + centre + control[day]! }
    }),
    before: before.length,
    after: after.length,
  }
}
