import { addDays, type Day, daysBetween } from '#platform/time/days.ts'

import type { Point } from '../values/contract.ts'

export type Box = { width: number; height: number; left: number; right: number; top: number; bottom: number }

/**
 * Round steps for an axis from `low` to `high`: multiples of 1, 2, 2.5 or 5 times a power of ten, about as many as wanted.
 * The first lies at or below `low`, the last at or above `high`.
 */
export function ticksOf(low: number, high: number, wanted = 4): number[] {
  if (high <= low) return ticksOf(low - (Math.abs(low) * 0.1 || 1), high + (Math.abs(high) * 0.1 || 1), wanted)
  const rough = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= rough * (1 - 1e-9))!
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  // From whole multiples, so that no error of floating point adds up.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The first days of months between two days, no more than find room; of a short span, single days. */
export function dayTicks(from: Day, to: Day, most: number): Day[] {
  const days = daysBetween(from, to)
  if (days <= 45) {
    const every = Math.max(1, Math.ceil(days / most))
    return Array.from({ length: Math.floor(days / every) + 1 }, (_, index) => addDays(from, index * every))
  }
  const months: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (day.endsWith('-01')) months.push(day)
  const every = [1, 2, 3, 6, 12].find((step) => months.length / step <= most) ?? 24
  return months.filter((day) => (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) % every === 0)
}

export type Scale = ReturnType<typeof scaleOf>

/** Where days and values stand in a box, in pixels. */
export function scaleOf(box: Box, days: { from: Day; to: Day }, values: { low: number; high: number }) {
  const inner = { width: box.width - box.left - box.right, height: box.height - box.top - box.bottom }
  const span = Math.max(1, daysBetween(days.from, days.to))
  const round = (pixels: number) => Math.round(pixels * 10) / 10
  return {
    box,
    xOf: (day: Day) => round(box.left + (daysBetween(days.from, day) / span) * inner.width),
    yOf: (value: number) =>
      round(box.top + inner.height - ((value - values.low) / (values.high - values.low)) * inner.height),
    dayAt: (x: number): Day => {
      const share = Math.min(1, Math.max(0, (x - box.left) / Math.max(1, inner.width)))
      return addDays(days.from, Math.round(share * span))
    },
  }
}

/**
 * The line through the points. It breaks where values lack for more than three times as long as is usual between two of
 * them, and for at least three days, so that a weekly metric is one line and a hole in a daily one is seen.
 */
export function linePath(points: Point[], { xOf, yOf }: Pick<Scale, 'xOf' | 'yOf'>) {
  const longest = Math.max(3, usualGap(points) * 3)
  return points
    .map(({ day, value }, index) => {
      const isBroken = index === 0 || daysBetween(points[index - 1]!.day, day) > longest
      return `${isBroken ? 'M' : 'L'}${xOf(day)} ${yOf(value)}`
    })
    .join('')
}

const usualGap = (points: Point[]) => {
  const gaps = points.slice(1).map((point, index) => daysBetween(points[index]!.day, point.day))
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1
}

/**
 * The mean of the seven days up to each point, so that weekdays do not hide how it goes. Only for a metric of single
 * days over at least ten weeks, and only where at least four of the seven hold a value; undefined for any other.
 */
export function weekMeans(points: Point[]): Point[] | undefined {
  if (points.length < 70 || usualGap(points) > 1) return
  return points.flatMap(({ day }, index) => {
    const week = points.slice(Math.max(0, index - 6), index + 1).filter((one) => daysBetween(one.day, day) < 7)
    if (week.length < 4) return []
    return [{ day, value: week.reduce((sum, { value }) => sum + value, 0) / week.length }]
  })
}

/** The point nearest to a day. Points are in the order of their days. */
export function nearestTo(points: Point[], day: Day): Point | undefined {
  let best: Point | undefined
  for (const point of points) {
    if (!best || Math.abs(daysBetween(point.day, day)) <= Math.abs(daysBetween(best.day, day))) best = point
    else break
  }
  return best
}
