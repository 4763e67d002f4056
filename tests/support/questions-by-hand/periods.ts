import { addDays, type Day, dayIn, daysFrom, weekdayOf } from '#platform/time/days.ts'
import type { Interval, Range } from '#practices/outcomes/questions/periods/contract.ts'

import type { World } from './events.ts'

const QUARTER_MS = 15 * 60_000

const firstOf = (day: Day, unit: 'day' | 'week' | 'month') =>
  unit === 'week' ? addDays(day, -weekdayOf(day)) : unit === 'month' ? `${day.slice(0, 7)}-01` : day

function minutesIn(timeZone: string, at: Date) {
  return Number(new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' }).format(at))
}

/** How the interval is called that holds an instant: its first day, or the instant at which the hour began. */
export function labelOf(interval: Interval, timeZone: string, at: Date): string {
  if (interval !== 'hour') return firstOf(dayIn(timeZone, at), interval)
  const minute = new Date(at)
  minute.setUTCSeconds(0, 0)
  return new Date(minute.getTime() - minutesIn(timeZone, at) * 60_000).toISOString()
}

const monthsBefore = (day: Day, months: number) => {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
}

export function daysOf(range: Range, { timeZone, now }: World): { from: Day; to: Day } {
  if ('from' in range) return range
  const today = dayIn(timeZone, now)
  const first = firstOf(today, range.unit)
  const ago = range.last - 1
  if (range.unit === 'month') return { from: monthsBefore(first, ago), to: today }
  return { from: addDays(first, -ago * (range.unit === 'week' ? 7 : 1)), to: today }
}

/** The names of the intervals of a range in order, widened to whole ones, without those that have not begun. */
export function labelsOf(range: Range, interval: Interval, world: World): string[] {
  const { from, to } = daysOf(range, world)
  const { timeZone, now } = world
  if (interval !== 'hour') {
    const labels = daysFrom(from, to).map((day) => firstOf(day, interval))
    return [...new Set(labels)].filter((label) => label <= dayIn(timeZone, now))
  }
  const labels: string[] = []
  const end = Date.parse(`${addDays(to, 2)}T00:00:00Z`)
  for (let at = Date.parse(`${addDays(from, -1)}T00:00:00Z`); at < end; at += QUARTER_MS) {
    const day = dayIn(timeZone, new Date(at))
    if (day >= from && day <= to && at <= now.getTime()) labels.push(labelOf('hour', timeZone, new Date(at)))
  }
  return [...new Set(labels)]
}

/** The name of the interval so many after this one; before it when negative. Not for hours. */
export function neighbour(label: string, interval: 'day' | 'week' | 'month', by: number) {
  if (interval === 'month') return monthsBefore(label, -by)
  return addDays(label, by * (interval === 'week' ? 7 : 1))
}

/** Whether it will hold more. */
export const isUnfinished = (label: string, interval: Interval, { timeZone, now }: World) =>
  label >= labelOf(interval, timeZone, now)
