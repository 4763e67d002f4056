import { type Day, daysBetween, weekdayOf } from '#platform/time/days.ts'

/** How a series moves of itself or by a release: so many days before today, by so much, taking so many days. */
export type Move = [daysAgo: number, by: number, over: number]

/** Where a metric stood a year ago, how it drifts in a year, and the spread of single days. */
export type Curve = {
  digits: number
  start: number
  drift: number
  noise: number
  /** Factor by weekday, Monday first; without it every day is like the other. */
  week?: number[]
  moves?: Move[]
}

/** Between −1 and 1, the same for the same seed: a demo looks alike wherever it is filled. */
function chance(seed: number) {
  let x = (seed * 2654435761) >>> 0
  x = Math.imul(x ^ (x >>> 15), 2246822519)
  x = Math.imul(x ^ (x >>> 13), 3266489917)
  return (((x ^ (x >>> 16)) >>> 0) / 0xffffffff) * 2 - 1
}

/** The sum of three is close enough to the bell that single days follow. */
const bell = (seed: number) => (chance(seed) + chance(seed + 7919) + chance(seed + 15485863)) / 1.7

/** What a metric was on a day of the year that ends today; `index` tells one metric's noise from another's. */
export function valueOn(story: Curve, index: number, day: Day, today: Day) {
  const daysAgo = daysBetween(day, today)
  const passed = 1 - daysAgo / 365
  const moved = (story.moves ?? []).reduce(
    (sum, [since, by, over]) => sum + by * Math.min(1, Math.max(0, (since - daysAgo) / over)),
    0,
  )
  const trend = story.start + story.drift * passed + moved
  const value = trend * (story.week?.[weekdayOf(day)] ?? 1) + bell(index * 100_003 + (365 - daysAgo)) * story.noise
  return Number(Math.max(0, value).toFixed(story.digits))
}
