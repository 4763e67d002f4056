import { Temporal } from 'temporal-polyfill'

import type { Bucket, Interval, Range } from './contract.ts'

/** A bucket with the whole number by which the engine and we both call it. */
export type Keyed = Bucket & { key: number }

/** As it is shown. */
export const shownBucket = ({ from, to, label, isUnfinished }: Keyed): Bucket => ({ from, to, label, isUnfinished })

export const MOST_BUCKETS = 1_000

const dateOf = (at: Temporal.Instant) => new Date(at.epochMilliseconds)
const EPOCH = Temporal.PlainDate.from('1970-01-01')

/** The first day of the week from Monday, month or day that holds this one. */
function firstDay(day: Temporal.PlainDate, unit: 'day' | 'week' | 'month') {
  if (unit === 'month') return day.with({ day: 1 })
  return unit === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day
}

const STEP = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 } }

/** The range in days of a zone, both included. */
export function daysOf(range: Range, timeZone: string, now: Date) {
  if ('from' in range) return { from: Temporal.PlainDate.from(range.from), to: Temporal.PlainDate.from(range.to) }
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const ago = { days: 0, weeks: 0, months: 0, [`${range.unit}s`]: range.last - 1 }
  return { from: firstDay(today, range.unit).subtract(ago), to: today }
}

/** The first instant of the range and the first one after it. */
export function instantsOf(range: Range, timeZone: string, now: Date) {
  const { from, to } = daysOf(range, timeZone, now)
  return {
    from: dateOf(from.toZonedDateTime(timeZone).toInstant()),
    to: dateOf(to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant()),
  }
}

/** The key of an interval that begins with this day; those of days and weeks count days, those of months count months. */
export const keyOf = (day: Temporal.PlainDate, interval: 'day' | 'week' | 'month') =>
  interval === 'month' ? day.year * 12 + day.month - 1 : EPOCH.until(day).days

/** How far apart the keys of two neighbours are. */
export const stepOf = (interval: Interval) => (interval === 'hour' ? 3600 : interval === 'week' ? 7 : 1)

/**
 * The intervals of a range, widened to whole ones, without those that have not begun; `before` and `after` add so many more on either
 * side. At most one more than `MOST_BUCKETS`, which tells that there are too many.
 */
export function bucketsOf(
  range: Range,
  interval: Interval,
  { timeZone, now, before = 0, after = 0 }: { timeZone: string; now: Date; before?: number; after?: number },
): Keyed[] {
  const { from, to } = daysOf(range, timeZone, now)
  const found: Keyed[] = []
  const add = (key: number, start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime, label: string) =>
    found.push({
      key,
      from: dateOf(start.toInstant()),
      to: dateOf(end.toInstant()),
      label,
      isUnfinished: end.epochMilliseconds > now.getTime(),
    })
  const enough = () => found.length > MOST_BUCKETS

  if (interval === 'hour') {
    const last = to.add({ days: 1 }).toZonedDateTime(timeZone).add({ hours: after })
    let start = from.toZonedDateTime(timeZone).subtract({ hours: before })
    while (start.epochMilliseconds < last.epochMilliseconds && start.epochMilliseconds <= now.getTime() && !enough()) {
      const end = start.add({ hours: 1 })
      add(start.epochMilliseconds / 1000, start, end, new Date(start.epochMilliseconds).toISOString())
      start = end
    }
    return found
  }
  const step = STEP[interval]
  const times = (count: number) =>
    Temporal.Duration.from(interval === 'month' ? { months: count } : { days: count * (step as { days: number }).days })
  const last = firstDay(to, interval).add(times(after))
  let day = firstDay(from, interval).subtract(times(before))
  while (Temporal.PlainDate.compare(day, last) <= 0 && !enough()) {
    const next = day.add(step)
    const start = day.toZonedDateTime(timeZone)
    if (start.epochMilliseconds > now.getTime()) break
    add(keyOf(day, interval), start, next.toZonedDateTime(timeZone), day.toString())
    day = next
  }
  return found
}
