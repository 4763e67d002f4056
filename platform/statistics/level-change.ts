import { solveAutoregression } from './autoregression.ts'
import { type Mixture, meanOf, pOf } from './mixture.ts'

/** A value for each day, in order; null where none was measured. */
export type DailyValues = readonly (number | null)[]

/** Whole days, counted from the first value: the model sees `from` to before `to`, changed from `change` on. */
export type Window = { from: number; change: number; to: number }

/** What a change of level is, as mixtures of Student's t with `degrees` degrees of freedom, in the unit of the values. */
export type LevelChange = {
  degrees: number
  absolute: Mixture
  /** The share of the counterfactual; undefined where that is not clearly away from zero. */
  relative: Mixture | undefined
  /** What the values would have been from `change` on, each measured day, without the change. */
  counterfactual: { day: number; expected: number }[]
  autocorrelation: number
}

/**
 * Segmented regression of a daily series on level, trend, day of the week and a step at `change`, with AR(1) errors
 * (Wagner et al. 2002; errors as in `solveAutoregression`):
 *
 *   y_t = β₀ + β₁ t + weekday_t + β₂ 1[t ≥ T] (+ β₃ (t − T) 1[t ≥ T]) + e_t
 *
 * The effect is the mean of the changed terms over the measured days from T on: β₂, or with `slope` β₂ + β₃ mean(t − T).
 * The relative effect is effect ÷ mean counterfactual, its error by the delta method with their covariance, for each φ.
 * Undefined when the columns depend on each other or the values are explained exactly.
 */
export function levelChange(
  values: DailyValues,
  { from, change, to }: Window,
  slope: boolean,
): LevelChange | undefined {
  const days: number[] = []
  for (let day = from; day < to; day++) if (values[day] !== null) days.push(day)
  const seen = days.map((day) => values[day]!)
  const centre = seen.reduce((sum, value) => sum + value, 0) / seen.length
  const unit = Math.sqrt(seen.reduce((sum, value) => sum + (value - centre) ** 2, 0) / seen.length)
  if (!(unit > Math.abs(centre) * 1e-12)) return undefined

  // A day of the week gets a term when it was measured before the change; one is the reference.
  const weekdays = [...new Set(days.filter((day) => day < change).map((day) => day % 7))]
    .toSorted((a, b) => a - b)
    .slice(1)
  const steps = slope ? 2 : 1
  const size = 2 + weekdays.length + steps
  const unchanged = size - steps
  const span = to - from
  const design = days.map((day) => {
    const row = new Float64Array(size)
    row[0] = 1
    row[1] = (day - change) / span
    const weekday = weekdays.indexOf(day % 7)
    if (weekday >= 0) row[2 + weekday] = 1
    if (day >= change) {
      row[unchanged] = 1
      if (slope) row[unchanged + 1] = (day - change) / span
    }
    return row
  })
  const solutions = solveAutoregression({ times: days, values: seen.map((value) => (value - centre) / unit), design })
  if (!solutions) return undefined

  const after = design.filter((_, index) => days[index]! >= change)
  const average = new Float64Array(size)
  for (const row of after) for (let at = 0; at < size; at++) average[at]! += row[at]! / after.length
  const effectOf = average.map((one, at) => (at >= unchanged ? one : 0))
  const counterfactualOf = average.map((one, at) => (at >= unchanged ? 0 : one))
  const sumOf = (weights: Float64Array, coefficients: Float64Array) =>
    weights.reduce((sum, one, at) => sum + one * coefficients[at]!, 0)

  const parts = solutions.map(({ weight, coefficients, covariance }) => {
    const effect = sumOf(effectOf, coefficients) * unit
    const without = sumOf(counterfactualOf, coefficients) * unit + centre
    const variance = covariance(effectOf, effectOf) * unit ** 2
    const varianceWithout = covariance(counterfactualOf, counterfactualOf) * unit ** 2
    const together = covariance(effectOf, counterfactualOf) * unit ** 2
    const lift = effect / without
    return {
      absolute: { weight, mean: effect, error: Math.sqrt(variance) },
      relative: {
        weight,
        mean: lift * Math.sign(without),
        error: Math.sqrt(variance - 2 * lift * together + lift ** 2 * varianceWithout) / Math.abs(without),
      },
      without: { weight, mean: without, error: Math.sqrt(varianceWithout) },
    }
  })
  const degrees = seen.length - size
  const isAwayFromZero =
    pOf(
      parts.map(({ without }) => without),
      degrees,
    ) < 0.001
  return {
    degrees,
    absolute: parts.map(({ absolute }) => absolute),
    relative: isAwayFromZero ? parts.map(({ relative }) => relative) : undefined,
    counterfactual: days.flatMap((day, index) => {
      if (day < change) return []
      const row = design[index]!.map((one, at) => (at >= unchanged ? 0 : one))
      const means = solutions.map(({ weight, coefficients }) => ({ weight, mean: sumOf(row, coefficients), error: 0 }))
      return [{ day, expected: meanOf(means) * unit + centre }]
    }),
    autocorrelation: meanOf(solutions.map(({ weight, phi }) => ({ weight, mean: phi, error: 0 }))),
  }
}
