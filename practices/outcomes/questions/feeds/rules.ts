import type { Day } from '#platform/time/days.ts'

import type { Asking, Outcome } from '../answers/contract.ts'

/** So far back values are counted when a question is set or changed. */
export const HISTORY_DAYS = 400
/** Once a day so far back, for events that arrive late. */
export const LATE_DAYS = 35
/** Every hour so far back. */
export const FRESH_DAYS = 3

/** The names of a question's lines: its series by letters, then its formulas. */
export const linesOf = (asking: Asking) =>
  asking.kind === 'trends'
    ? [
        ...asking.series.map((one, n) => ({
          of: String.fromCodePoint(65 + n),
          label: one.label || one.name || 'any event',
        })),
        ...asking.formulas.map((one, n) => ({ of: `F${n + 1}`, label: one.label || one.text })),
      ]
    : []

/** Says why no metric's values can be counted by it. */
export function whyNotFeed(asking: Asking, line: string) {
  if (asking.kind !== 'trends') return 'NOT_DAILY'
  if (!linesOf(asking).some(({ of }) => of === line)) return 'NO_SUCH_LINE'
}

/**
 * The same question for each of the last days: without parts, smoothing or comparison, whatever it shows on its own page.
 * Undefined for a kind without a value a day.
 */
export const dailyOf = (asking: Asking, days: number): Asking | undefined =>
  asking.kind === 'trends'
    ? {
        ...asking,
        interval: 'day',
        smoothing: 1,
        isCompared: false,
        breakdown: null,
        range: { last: days + 1, unit: 'day' },
      }
    : undefined

/**
 * The value of each day that is over, from `since` on; null where no day had one yet. Empty ones are left out, and so are the
 * zeros before the first other value: before anything was sent, nothing was measured.
 */
export function valuesIn(outcome: Outcome, line: string, since: Day | null): { day: Day; value: number }[] {
  if (outcome.kind !== 'trends') return []
  const values = outcome.lines.find(({ of, part }) => of === line && part.kind === 'all')?.values ?? []
  const all = outcome.buckets.flatMap(({ label, isUnfinished }, n) => {
    const value = values[n]
    return isUnfinished || value === null || value === undefined ? [] : [{ day: label, value }]
  })
  const first = all.findIndex(({ day, value }) => value !== 0 || (since !== null && day >= since))
  return first < 0 ? [] : all.slice(first)
}
