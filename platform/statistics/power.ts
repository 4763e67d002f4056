import { plannedError, solveAutoregression } from './autoregression.ts'
import { normalQuantile } from './distributions.ts'
import type { DailyValues } from './level-change.ts'

/** How sure: `confidence` of the interval, `power` to find the effect. Both between 0 and 1; 0.95 and 0.8 unless given. */
export type Sureness = { confidence?: number; power?: number }

function factorOf({ confidence = 0.95, power = 0.8 }: Sureness) {
  if (!(confidence > 0 && confidence < 1 && power > 0 && power < 1))
    throw new RangeError('Confidence and power lie between 0 and 1.')
  return normalQuantile((1 + confidence) / 2) + normalQuantile(power)
}

/**
 * The smallest true difference of two means that will be found with the given power, in the unit of the metric:
 * (z₁₋α/₂ + z_power) √[σ²(1/n_a + 1/n_b)], the normal approximation. For a share, `variance` is p (1 − p).
 */
export function minimumDifference(
  { variance, a, b }: { variance: number; a: number; b: number },
  sureness: Sureness = {},
): number {
  if (!(variance >= 0 && a >= 2 && b >= 2))
    throw new RangeError('A variance is not negative, a group two members or more.')
  return factorOf(sureness) * Math.sqrt(variance * (1 / a + 1 / b))
}

/** The members that each of two equal groups needs to find a true `difference` ≠ 0: 2σ²(z₁₋α/₂ + z_power)²/δ², rounded up. */
export function membersNeeded(
  { variance, difference }: { variance: number; difference: number },
  sureness: Sureness = {},
): number {
  if (!(variance >= 0) || difference === 0)
    throw new RangeError('A variance is not negative, a difference is not zero.')
  return Math.max(2, Math.ceil((2 * variance * factorOf(sureness) ** 2) / difference ** 2))
}

/** A longer straight trend is rarely true, and the reading will not look further back. */
const MOST_BEFORE = 70

/**
 * The smallest true step that an interrupted time series will find when `after` days have followed the last of `values`, in
 * their unit: from the scatter and the correlation that the last ten weeks show, before anything is changed. A plan, not a
 * promise: it takes the weighted mean over φ. Undefined when there are less than four weeks, or nothing varies.
 */
export function minimumStep(values: DailyValues, after: number, sureness: Sureness = {}): number | undefined {
  if (!(Number.isInteger(after) && after >= 7)) throw new RangeError('A step is read after seven days or more.')
  const factor = factorOf(sureness)
  const from = Math.max(0, values.length - MOST_BEFORE)
  const known: number[] = []
  for (let day = from; day < values.length; day++) if (values[day] !== null) known.push(day)
  if (known.length < 28) return undefined
  const seen = known.map((day) => values[day]!)
  const centre = seen.reduce((sum, value) => sum + value, 0) / seen.length
  const unit = Math.sqrt(seen.reduce((sum, value) => sum + (value - centre) ** 2, 0) / seen.length)
  if (!(unit > Math.abs(centre) * 1e-12)) return undefined
  const weekdays = [...new Set(known.map((day) => day % 7))].slice(1)
  const rowOf = (day: number, ...step: number[]) =>
    Float64Array.of(
      1,
      (day - values.length) / MOST_BEFORE,
      ...weekdays.map((weekday) => (day % 7 === weekday ? 1 : 0)),
      ...step,
    )
  const solutions = solveAutoregression({
    times: known,
    values: seen.map((value) => (value - centre) / unit),
    design: known.map((day) => rowOf(day)),
  })
  if (!solutions) return undefined
  const planned = Array.from({ length: after }, (_, index) => values.length + index)
  const times = [...known, ...planned]
  const design = times.map((day) => rowOf(day, day >= values.length ? 1 : 0))
  const step = new Float64Array(design[0]!.length)
  step[step.length - 1] = 1
  let squared = 0
  for (const { phi, weight, scale } of solutions) {
    const error = plannedError({ times, design }, phi, step)
    if (error === undefined) return undefined
    squared += weight * (error * scale) ** 2
  }
  return factor * Math.sqrt(squared) * unit
}
