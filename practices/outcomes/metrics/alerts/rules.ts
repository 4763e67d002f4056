import { againstOwnPast } from '#platform/statistics/own-past.ts'
import { addDays, type Day, daysBetween, daysFrom } from '#platform/time/days.ts'

import type { AlertWatches } from './contract.ts'

type Point = { day: Day; value: number }

/** As far back as a day is held against its own past: six weeks of days, each against six weeks before it. */
export const PAST_DAYS = 90

/** A value that is older than this when it arrives is history, not news. */
const NEWS_DAYS = 14

export type Judged = { isBeyond: boolean; day: Day; value: number; usual: { low: number; high: number } | null }

/** The last day whose value is final: so many days before today. */
export const lastFinalDay = (today: Day, maturesAfterDays: number) => addDays(today, -maturesAfterDays)

/** How the last of `points`, oldest first, stands against an alert. Undefined while nothing can be said. */
export function judge(watches: AlertWatches, bound: number | null, points: Point[]): Judged | undefined {
  const last = points.at(-1)
  if (!last) return
  if (watches !== 'unusual') {
    const isBeyond = bound !== null && (watches === 'above' ? last.value > bound : last.value < bound)
    return { ...last, isBeyond, usual: null }
  }
  const valueOf = new Map(points.map(({ day, value }) => [day, value]))
  const days = daysFrom(addDays(last.day, -PAST_DAYS), last.day)
  const found = againstOwnPast(days.map((day) => valueOf.get(day) ?? null))
  if ('refused' in found) return
  return { ...last, isBeyond: found.isUnusual, usual: { low: found.usual[0], high: found.usual[1] } }
}

/** What follows for an alert that was crossed or not: a crossing, its end, or nothing. */
export function nextOf(wasCrossed: boolean, judged: Judged | undefined, today: Day) {
  if (!judged || judged.isBeyond === wasCrossed) return
  if (!judged.isBeyond) return 'clear'
  return daysBetween(judged.day, today) <= NEWS_DAYS ? 'cross' : undefined
}

/** Whether an alert tells nobody at the moment. */
export const isSnoozed = ({ snoozedUntil }: { snoozedUntil: Date | null }, now: Date) =>
  snoozedUntil !== null && snoozedUntil > now

/** What happened, in a sentence for inbox and mail. `figure` writes a value with its unit. */
export function crossingInWords(
  name: string,
  crossing: { watches: AlertWatches; bound: number | null; day: Day; value: number; usual: Judged['usual'] },
  figure: (value: number) => string,
) {
  const { watches, bound, day, value, usual } = crossing
  if (watches === 'unusual' && usual)
    return `${name} is unusual: ${figure(value)} on ${day}, where ${figure(usual.low)} to ${figure(usual.high)} is usual`
  const way = watches === 'above' ? 'rose above' : 'fell below'
  return `${name} ${way} ${figure(bound ?? 0)}: ${figure(value)} on ${day}`
}
