import { addDays, type Day } from '#platform/time/days.ts'

import type { Effect } from '../effects/contract.ts'
import type { Estimate, Judged, ReadingOutcome } from './contract.ts'

/** Days after shipping at which every release is read. The declared window joins them. */
export const HORIZONS = [7, 30, 90]

export const horizonsOf = (windowDays: number) => [...new Set([...HORIZONS, windowDays])].toSorted((a, b) => a - b)

/** Days before that a reading looks at: ten weeks, or as many as after. A longer straight trend is rarely true. */
const LOOK_BACK_DAYS = 70

/** Over four weeks or more, the first one is left out: users take a release up over days, which a step would call chance. */
const TAKEN_UP_AFTER_DAYS = 7
const LEAVES_OUT_FROM_DAYS = 28

/** The days of a reading. The day of shipping belongs to neither side, for on it some users had the release and some had not. */
export const windowsOf = (shippedOn: Day, horizonDays: number) => ({
  before: { from: addDays(shippedOn, 1 - Math.max(LOOK_BACK_DAYS, horizonDays)), to: addDays(shippedOn, -1) },
  after: {
    from: addDays(shippedOn, horizonDays < LEAVES_OUT_FROM_DAYS ? 1 : 1 + TAKEN_UP_AFTER_DAYS),
    to: addDays(shippedOn, horizonDays),
  },
})

/** The first day on which a horizon may be read: its last day is over, and its value is final. */
export const readableOn = (shippedOn: Day, horizonDays: number, maturesAfterDays: number) =>
  addDays(shippedOn, horizonDays + 1 + maturesAfterDays)

/** The horizons that are over. */
export const horizonsOver = (shippedOn: Day, windowDays: number, today: Day) =>
  horizonsOf(windowDays).filter((horizon) => readableOn(shippedOn, horizon, 0) <= today)

/** Below this the change is called clear; of all metrics of a declaration together, one in twenty would be called so by chance. */
export const CLEAR_P = 0.05

/** Which way is better: more, less, or nearer to a range. */
export type Better = { direction: 'up' | 'down' | 'between'; low: number | null; high: number | null }

/** How far a value lies outside a range; 0 inside. */
const outside = ({ low, high }: Better, value: number) =>
  Math.max(0, (low ?? -Infinity) - value, value - (high ?? Infinity))

type Weighed = {
  judged: Pick<Judged, 'absolute'>
  adjustedP: number | null
  /** The mean of the days after. */
  after: number | null
  better: Better
  isConfounded: boolean
}

/**
 * The one word for what came of it. A change is clear when its p, corrected for all metrics that are read at once, is below
 * 0.05 and its interval leaves zero out. Confounded comes before any other word: a clear change of unclear cause
 * is none of this release.
 */
export function outcomeOf({ judged, adjustedP, after, better, isConfounded }: Weighed): ReadingOutcome {
  const { absolute } = judged
  if (!absolute || adjustedP === null || after === null) return 'insufficient data'
  if (isConfounded) return 'confounded'
  const isClear = adjustedP < CLEAR_P && (absolute.low > 0 || absolute.high < 0)
  if (!isClear) return 'no clear change'
  if (better.direction === 'between') {
    const [now, without] = [outside(better, after), outside(better, after - absolute.by)]
    return now > without ? 'worsened' : now < without ? 'improved' : 'no clear change'
  }
  return absolute.by > 0 === (better.direction === 'up') ? 'improved' : 'worsened'
}

/** The measured difference in the terms of the declaration: in percent, or in the metric’s unit. */
export function inTermsOf(
  { measure }: Pick<Effect, 'measure'>,
  { absolute, relative }: Pick<Judged, 'absolute' | 'relative'>,
) {
  if (measure === 'absolute') return absolute ?? undefined
  return relative ? scaled(relative, 100) : undefined
}

const scaled = ({ by, low, high }: Estimate, factor: number): Estimate => ({
  by: by * factor,
  low: low * factor,
  high: high * factor,
})

/**
 * How the measured difference stands to the declared size: `as` when the interval holds it, `less` when all of the interval lies
 * short of it, `more` when all lies beyond. Undefined where there is no interval.
 */
export function againstDeclared(
  effect: Pick<Effect, 'direction' | 'size' | 'measure'>,
  judged: Pick<Judged, 'absolute' | 'relative'>,
): 'less' | 'as' | 'more' | undefined {
  const measured = inTermsOf(effect, judged)
  if (!measured) return
  const { low, high } = effect.direction === 'increase' ? measured : { low: -measured.high, high: -measured.low }
  return high < effect.size ? 'less' : low > effect.size ? 'more' : 'as'
}

/**
 * The day to look again at a reading that lacks something: of values after, the day on which the next horizon may be read, or,
 * after the last one, a while later, by which values may have been added. Null where waiting adds nothing.
 */
export function lookAgainOn(
  lacks: Judged['lacks'],
  {
    shippedOn,
    horizonDays,
    windowDays,
    maturesAfterDays,
  }: Record<'horizonDays' | 'windowDays' | 'maturesAfterDays', number> & { shippedOn: Day },
  today: Day,
): Day | null {
  if (!lacks || lacks.of === 'daily values') return null
  const later = addDays(today, Math.max(7, Math.ceil(horizonDays / 2)))
  if (lacks.of !== 'values after') return later
  const next = horizonsOf(windowDays).find((horizon) => horizon > horizonDays)
  const on = next === undefined ? later : readableOn(shippedOn, next, maturesAfterDays)
  return on > today ? on : later
}
