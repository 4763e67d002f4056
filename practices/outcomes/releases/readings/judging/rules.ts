import { readControlledSeries } from '#platform/statistics/controlled-series.ts'
import { readInterruptedSeries } from '#platform/statistics/interrupted-series.ts'
import type { DailyValues } from '#platform/statistics/level-change.ts'
import { holm } from '#platform/statistics/multiplicity.ts'
import { minimumStep } from '#platform/statistics/power.ts'
import { addDays, type Day, daysBetween } from '#platform/time/days.ts'

import type { Estimate, Judged, Lack } from '../contract.ts'

export type Point = { day: Day; value: number }

/** Days of history that a reading may try placebo dates on. */
const HISTORY_DAYS = 365
export const historyFrom = (shippedOn: Day) => addDays(shippedOn, -HISTORY_DAYS)

/** `from` is the first day after shipping that counts. */
type Days = { shippedOn: Day; from: Day; to: Day; horizonDays: number }

/** A value or null for each day of a year before to the last day after; from shipping to the first day that counts, none. */
function dailyValues(
  points: readonly Point[],
  { shippedOn, from, to }: Omit<Days, 'horizonDays'>,
  cleanFrom: Day,
): DailyValues {
  const first = historyFrom(shippedOn)
  const values: (number | null)[] = Array.from({ length: daysBetween(first, to) + 1 }, () => null)
  for (const { day, value } of points) {
    if (day < first || day < cleanFrom || day > to || (day >= shippedOn && day < from)) continue
    values[daysBetween(first, day)] = value
  }
  return values
}

/** The days from one value to the next, as they usually are. Undefined with fewer than three values. */
export function usualGap(points: readonly Point[]): number | undefined {
  if (points.length < 3) return
  const gaps = points.slice(1).map(({ day }, index) => daysBetween(points[index]!.day, day))
  return gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)]
}

const NOTHING: Judged = {
  method: null,
  absolute: null,
  relative: null,
  p: null,
  minimum: null,
  minimumShare: null,
  without: [],
  placebos: { dates: 0, asExtreme: 0 },
  autocorrelation: null,
  lacks: null,
  controlRefused: null,
}

type Found = { effect: number; interval: readonly [number, number]; minimumEffect: number }
const estimateOf = ({ effect, interval }: Found): Estimate => ({ by: effect, low: interval[0], high: interval[1] })

/** Days from which values are counted, measured once a week or less often, in which nothing daily can be seen. */
const MOST_USUAL_GAP = 2

export type Judging = Days & {
  points: readonly Point[]
  /** The values of a metric in the same unit that the release does not touch. */
  control?: readonly Point[] | undefined
  /** Earlier values are left out: before this day the metric was something else, or another release had moved it. */
  cleanFrom?: Day | undefined
}

/**
 * What the release did to one metric, by the strongest method that its values allow: beside a control that moved alike before,
 * otherwise an interrupted time series. Both are described in `platform/statistics`.
 */
export function judge({ points, control, cleanFrom = '', ...days }: Judging): Judged {
  const { shippedOn, to, horizonDays } = days
  const recent = points.filter(({ day }) => day >= addDays(shippedOn, -Math.max(70, horizonDays)) && day <= to)
  const gap = usualGap(recent) ?? usualGap(points)
  if (gap !== undefined && gap > MOST_USUAL_GAP) return { ...NOTHING, lacks: { of: 'daily values', days: gap } }

  const values = dailyValues(points, days, cleanFrom)
  const first = historyFrom(shippedOn)
  const change = daysBetween(first, shippedOn) + 1
  const dayAt = (index: number) => addDays(first, index)
  const withoutIt = (expected: readonly { day: number; expected: number }[]) =>
    expected.map(({ day, expected: value }) => ({ day: dayAt(day), value }))

  let controlRefused: Judged['controlRefused'] = null
  if (control) {
    const found = readControlledSeries(values, dailyValues(control, days, cleanFrom), change)
    if (!('refused' in found))
      return {
        ...NOTHING,
        method: 'difference in differences',
        absolute: estimateOf(found.absolute),
        relative: found.relative ? estimateOf(found.relative) : null,
        p: found.p,
        minimum: found.absolute.minimumEffect,
        minimumShare: found.relative?.minimumEffect ?? null,
        without: withoutIt(found.counterfactual),
      }
    controlRefused =
      found.refused === 'slopes differ before'
        ? 'drifted apart before'
        : found.refused === 'constant'
          ? 'never differed'
          : 'too few days of both'
  }

  const found = readInterruptedSeries({ values, change })
  if ('refused' in found) {
    const of: Record<typeof found.refused, Lack['of']> = {
      'too little before': 'values before',
      'too little after': 'values after',
      constant: 'variation',
      'not separable': 'variation',
    }
    const minimum = minimumStep(values.slice(0, change), Math.max(7, horizonDays)) ?? null
    return { ...NOTHING, minimum, lacks: { of: of[found.refused], days: found.moreDays }, controlRefused }
  }
  return {
    ...NOTHING,
    method: 'interrupted time series',
    absolute: estimateOf(found.absolute),
    relative: found.relative ? estimateOf(found.relative) : null,
    p: found.placebos.asExtreme > 0 ? found.p : (ownP(values, change, found.window.from) ?? found.p),
    minimum: found.absolute.minimumEffect,
    minimumShare: found.relative?.minimumEffect ?? null,
    without: withoutIt(found.counterfactual),
    placebos: found.placebos,
    autocorrelation: found.autocorrelation,
    controlRefused,
  }
}

/**
 * The p of the model by itself. With m placebo dates no p is finer than 1/(m+1), which Holm would multiply past any bar; where
 * not one of them was as extreme, the rank says no more than that, and the model's own p stands. The interval stays that of the
 * placebos, and a clear change needs both.
 */
function ownP(values: DailyValues, change: number, from: number) {
  const alone = readInterruptedSeries({ values: values.slice(from), change: change - from })
  return 'refused' in alone ? undefined : alone.p
}

/** p for several metrics that are read at once, after Holm; one that could not be read counts as 1 and stays null. */
export function adjusted(ps: readonly (number | null)[]): (number | null)[] {
  const corrected = holm(ps.map((p) => p ?? 1))
  return ps.map((p, index) => (p === null ? null : corrected[index]!))
}

/**
 * The smallest true change that a release shipped tomorrow would be seen to make within so many days, in the metric's
 * unit, from its last ten weeks; or what is missing to say so.
 */
export function foreseeable(points: readonly Point[], today: Day, windowDays: number): { minimum: number } | Lack {
  const gap = usualGap(points.filter(({ day }) => day >= addDays(today, -70)))
  if (gap !== undefined && gap > MOST_USUAL_GAP) return { of: 'daily values', days: gap }
  const values = dailyValues(points, { shippedOn: addDays(today, 1), from: addDays(today, 1), to: today }, '')
  const minimum = minimumStep(values, Math.max(7, windowDays))
  if (minimum !== undefined) return { minimum }
  const measured = values.slice(-70).filter((value) => value !== null).length
  return measured < 28 ? { of: 'values before', days: 28 - measured } : { of: 'variation', days: 0 }
}
