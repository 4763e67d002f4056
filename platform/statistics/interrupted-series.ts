import { tQuantile } from './distributions.ts'
import { type DailyValues, levelChange, type Window } from './level-change.ts'
import { errorOf, meanOf, type Mixture, mixtureQuantile, pOf } from './mixture.ts'
import type { Interval } from './two-groups.ts'

/** Measured days without which no change is read: four weeks before, one week after. */
const LEAST_BEFORE = 28
const LEAST_AFTER = 7
/** Days before that the model looks at: ten weeks, or as many as after. A longer straight trend is rarely true. */
const MOST_BEFORE = 70
/** Dates on which nothing was changed, at most and at least; fewer cannot give a p of 0.05. */
const MOST_PLACEBOS = 60
const LEAST_PLACEBOS = 19
/** A p that underflows to 0 would ask for an interval without ends. */
const SMALLEST_TAIL = 1e-100

export type InterruptedSeriesQuestion = {
  values: DailyValues
  /** The index in `values` of the first day of the new state. */
  change: number
  /** Lets the trend change too. Costs power; for windows of some weeks. False unless given. */
  slope?: boolean
  /** Share of intervals that should hold the truth; 0.95 unless given. */
  confidence?: number
}

export type InterruptedSeriesRefusal = {
  refused: 'too little before' | 'too little after' | 'constant' | 'not separable'
  /** Measured days that are missing; 0 when more days would not help by themselves. */
  moreDays: number
}

export type InterruptedSeriesReading = {
  method: 'interrupted time series, AR(1)' | 'interrupted time series, AR(1), placebo dates'
  /** Mean change over the measured days from the change on, in the unit of the values. */
  absolute: { effect: number; interval: Interval; minimumEffect: number }
  /** The same as a share of the counterfactual (0.05 is 5 %); undefined where that is not clearly away from zero. */
  relative: { effect: number; interval: Interval; minimumEffect: number } | undefined
  /** Two-sided, 0 to 1. */
  p: number
  autocorrelation: number
  /** Dates without a change on which the method was tried; how many gave at least as small a p. */
  placebos: { dates: number; asExtreme: number }
  counterfactual: { day: number; expected: number }[]
  window: Window
  before: number
  after: number
}

const measuredIn = (values: DailyValues, from: number, to: number) =>
  values.slice(from, to).filter((value) => value !== null).length

/**
 * What a change on one day did to a daily metric that has no control group, by an interrupted time series
 * (`levelChange`). It cannot tell the change from anything else that began on that day.
 *
 * Where history is long enough, the same model is tried on dates without a change (placebo in time, Abadie et al. 2010,
 * 2015): with m placebos of which k have as small a p, p is at least (k+1)/(m+1), and the interval is taken at the
 * confidence that kept the promised share of placebos at zero. So calibration only ever makes the reading more careful.
 * `minimumEffect` is the true effect that would have been found with a probability of 80 %.
 *
 * Throws a RangeError on a confidence outside (0, 1), a change outside the values, or a value that is not finite.
 */
export function readInterruptedSeries(
  question: InterruptedSeriesQuestion,
): InterruptedSeriesReading | InterruptedSeriesRefusal {
  const { values, change, slope = false, confidence = 0.95 } = question
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
  if (!Number.isInteger(change) || change < 0 || change > values.length)
    throw new RangeError('The change is a day of the values.')
  if (values.some((value) => value !== null && !Number.isFinite(value)))
    throw new RangeError('Each value is a finite number, or null.')

  const to = values.length
  const length = Math.max(MOST_BEFORE, to - change)
  const window: Window = { from: Math.max(0, change - length), change, to }
  const before = measuredIn(values, window.from, change)
  const after = measuredIn(values, change, to)
  if (before < LEAST_BEFORE) return { refused: 'too little before', moreDays: LEAST_BEFORE - before }
  const leastAfter = slope ? 2 * LEAST_AFTER : LEAST_AFTER
  if (after < leastAfter) return { refused: 'too little after', moreDays: leastAfter - after }
  const seen = values.slice(window.from, to).filter((value) => value !== null)
  if (seen.every((value) => value === seen[0])) return { refused: 'constant', moreDays: 0 }

  const fitted = levelChange(values, window, slope)
  if (!fitted) return { refused: 'not separable', moreDays: 0 }
  const { degrees } = fitted
  const modelP = pOf(fitted.absolute, degrees)
  const placebos = placeboPs(values, window, slope)
  const asExtreme = placebos.filter((p) => p <= modelP).length
  const isCalibrated = placebos.length >= LEAST_PLACEBOS
  const alpha = 1 - confidence
  const calibratedAlpha = isCalibrated
    ? Math.min(alpha, placebos[Math.floor(alpha * (placebos.length + 1)) - 1] ?? alpha)
    : alpha

  const described = (mixture: Mixture) => {
    // The upper end as the lower one of the mirror image: 1 − α/2 is 1 for the α that a metric with great jumps asks for.
    const mirrored = mixture.map(({ weight, mean, error }) => ({ weight, mean: -mean, error }))
    const tail = Math.max(calibratedAlpha / 2, SMALLEST_TAIL)
    const interval: Interval = [mixtureQuantile(mixture, degrees, tail), -mixtureQuantile(mirrored, degrees, tail)]
    const minimumEffect = (interval[1] - interval[0]) / 2 + tQuantile(0.8, degrees) * errorOf(mixture)
    return { effect: meanOf(mixture), interval, minimumEffect }
  }
  return {
    method: isCalibrated ? 'interrupted time series, AR(1), placebo dates' : 'interrupted time series, AR(1)',
    absolute: described(fitted.absolute),
    relative: fitted.relative && described(fitted.relative),
    p: isCalibrated ? Math.max(modelP, (asExtreme + 1) / (placebos.length + 1)) : modelP,
    autocorrelation: fitted.autocorrelation,
    placebos: { dates: placebos.length, asExtreme },
    counterfactual: fitted.counterfactual,
    window,
    before,
    after,
  }
}

/** The p of the model on earlier dates, with windows as long as the real one that end before the change; ascending. */
function placeboPs(values: DailyValues, { from, change, to }: Window, slope: boolean): number[] {
  const before = change - from
  const after = to - change
  const first = before
  const last = change - after
  const stride = Math.max(1, Math.ceil((last - first + 1) / MOST_PLACEBOS))
  const found: number[] = []
  for (let day = last; day >= first; day -= stride) {
    const window: Window = { from: day - before, change: day, to: day + after }
    if (measuredIn(values, window.from, day) < LEAST_BEFORE || measuredIn(values, day, window.to) < LEAST_AFTER)
      continue
    const fitted = levelChange(values, window, slope)
    if (fitted) found.push(pOf(fitted.absolute, fitted.degrees))
  }
  return found.toSorted((one, other) => one - other)
}
