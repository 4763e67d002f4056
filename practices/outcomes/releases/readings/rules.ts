import { addDays, type Day } from '#platform/time/days.ts'

import type { Effect } from '../effects/contract.ts'
import type { ReadingOutcome, Window } from './contract.ts'

/** Days after shipping at which every release is read. The declared window joins them. */
export const HORIZONS = [7, 30, 90]

export const horizonsOf = (windowDays: number) => [...new Set([...HORIZONS, windowDays])].toSorted((a, b) => a - b)

/**
 * As many days before the day of shipping as after it. The day itself belongs to neither, for on it some users
 * had the release and some had not.
 */
export const windowsOf = (shippedOn: Day, horizonDays: number) => ({
  before: { from: addDays(shippedOn, -horizonDays), to: addDays(shippedOn, -1) },
  after: { from: addDays(shippedOn, 1), to: addDays(shippedOn, horizonDays) },
})

/** The horizons whose last day is over. */
export const horizonsOver = (shippedOn: Day, windowDays: number, today: Day) =>
  horizonsOf(windowDays).filter((horizon) => windowsOf(shippedOn, horizon).after.to < today)

/** Fewer values on a side make no mean worth comparing. */
export const LEAST_VALUES = 4

/**
 * Whether two windows can be compared at all: at least four values in each, and neither with less than half as many as the
 * other, which would mean that the recording broke off or began in between.
 */
export const isEnough = (before: { n: number }, after: { n: number }) =>
  Math.min(before.n, after.n) >= LEAST_VALUES && Math.min(before.n, after.n) * 2 >= Math.max(before.n, after.n)

/**
 * The difference of the means: `absolute` in the metric's unit; `percent` of the size of the mean before, null when
 * that was zero. Undefined without a mean on either side.
 */
export function changeOf(before: { mean: number | null }, after: { mean: number | null }) {
  if (before.mean === null || after.mean === null) return
  const absolute = after.mean - before.mean
  return { absolute, percent: before.mean === 0 ? null : (absolute / Math.abs(before.mean)) * 100 }
}

type Figures = Pick<Window, 'n' | 'mean' | 'sd'>

/** Less than this share of the declared size is called no change, in whichever direction. */
export const NO_CHANGE_SHARE = 0.1

/**
 * What a plain reading says of the expected metric. Reached: the mean moved in the declared direction by at least the
 * declared size. No change: it moved by less than a tenth of it. No test of chance: spread and number of days stand
 * beside the means for the reader to judge.
 */
export function outcomeOf(
  effect: Pick<Effect, 'direction' | 'size' | 'measure'>,
  before: Figures,
  after: Figures,
): ReadingOutcome {
  const change = changeOf(before, after)
  if (!change || !isEnough(before, after)) return 'insufficient data'
  const inDirection = (by: number) => (effect.direction === 'increase' ? by : -by)
  const moved = effect.measure === 'absolute' ? change.absolute : change.percent
  if (change.absolute === 0 || (moved !== null && Math.abs(moved) < effect.size * NO_CHANGE_SHARE)) return 'no change'
  // A relative tolerance far below any measurement, so that 0.1 + 0.2 still reaches 0.3.
  if (moved !== null && inDirection(moved) >= effect.size * (1 - 1e-9)) return 'reached'
  return inDirection(change.absolute) > 0 ? 'right way' : 'wrong way'
}

type Guarded = { direction: 'up' | 'down' | 'between'; low: number | null; high: number | null }

/**
 * What a plain reading says of a guardrail. Worse: its mean moved away from what is better by more than one standard
 * deviation of the days before; for a range: its mean lies outside and lay inside before.
 */
export function guardOutcomeOf(metric: Guarded, before: Figures, after: Figures): ReadingOutcome {
  const change = changeOf(before, after)
  if (!change || !isEnough(before, after)) return 'insufficient data'
  if (metric.direction === 'between') {
    const isInside = ({ mean }: Figures) =>
      mean !== null && mean >= (metric.low ?? -Infinity) && mean <= (metric.high ?? Infinity)
    return isInside(before) && !isInside(after) ? 'worse' : 'held'
  }
  const worseBy = metric.direction === 'up' ? -change.absolute : change.absolute
  return worseBy > (before.sd ?? 0) ? 'worse' : 'held'
}

/** With too little data: half a horizon later, but at least a week, by which values may have been added. */
export const lookAgainOn = (horizonDays: number, today: Day): Day =>
  addDays(today, Math.max(7, Math.ceil(horizonDays / 2)))
