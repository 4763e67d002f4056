import type { DailyValues } from './level-change.ts'
import type { Interval } from './two-groups.ts'

/** Same days of the week that a day is held against, and earlier days whose deviation says what is usual. */
const WEEKS = 6
const USUAL_DAYS = 42
/** Iglewicz and Hoaglin (1993) call a modified z-score beyond 3.5 an outlier. */
const OUTLYING = 3.5

export type AgainstOwnPast = {
  /** What the day would usually be, and the range that is usual, in the unit of the values. */
  expected: number
  usual: Interval
  /** Robust standard deviations from `expected`; below zero when lower. */
  score: number
  isUnusual: boolean
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A day less the median of the same day in the weeks before it; undefined where fewer than four of them were measured. */
function deviationOf(values: DailyValues, day: number): { deviation: number; baseline: number } | undefined {
  const value = values[day]
  if (value === null || value === undefined) return undefined
  const same: number[] = []
  for (let week = 1; week <= WEEKS; week++) {
    const earlier = values[day - 7 * week]
    if (earlier !== null && earlier !== undefined) same.push(earlier)
  }
  if (same.length < 4) return undefined
  const baseline = median(same)
  return { deviation: value - baseline, baseline }
}

/**
 * Whether the last of daily `values` is unusual beside its own past, for alerts: its deviation from the median of the same
 * day in six weeks, held against the deviations of six weeks of days (median, and 1.4826 × median absolute deviation,
 * which is the standard deviation for normal values). Medians ignore single outliers; a steady trend shifts all deviations
 * alike and cancels. It describes; it is not a test of a release.
 *
 * Refused while fewer than three weeks of days can be held against four weeks before them: about seven weeks in all.
 */
export function againstOwnPast(
  values: DailyValues,
): AgainstOwnPast | { refused: 'too little before' | 'not measured'; moreDays: number } {
  const today = values.length - 1
  if (today < 0 || values[today] === null) return { refused: 'not measured', moreDays: 1 }
  const past: number[] = []
  for (let day = today - 1; day >= Math.max(0, today - USUAL_DAYS); day--) {
    const found = deviationOf(values, day)
    if (found) past.push(found.deviation)
  }
  const now = deviationOf(values, today)
  const least = USUAL_DAYS / 2
  if (!now) return { refused: 'too little before', moreDays: Math.max(1, 28 + least - today) }
  if (past.length < least) return { refused: 'too little before', moreDays: least - past.length }

  const shift = median(past)
  const spread = 1.4826 * median(past.map((deviation) => Math.abs(deviation - shift)))
  const expected = now.baseline + shift
  const away = now.deviation - shift
  // A metric that never varied: any difference is unusual, and none is not.
  const score = spread > 0 ? away / spread : away === 0 ? 0 : Math.sign(away) * Infinity
  const usual: Interval = [expected - OUTLYING * spread, expected + OUTLYING * spread]
  return { expected, usual, score, isUnusual: Math.abs(score) > OUTLYING }
}
