import { addDays, daysBetween } from '#platform/time/days.ts'

/** Round values from at or below `low` to at or above `high`, about as many as wanted, in steps of 1, 2 or 5. */
export function roundTicks(low: number, high: number, wanted: number): number[] {
  const [from, to] = high > low ? [low, high] : [low - 1, high + 1]
  const rough = (to - from) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? power * 10
  const [first, last] = [Math.floor(from / step), Math.ceil(to / step)]
  // From whole multiples, so that no error of floating point adds up.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Days at equal distances from one to another, both ends included, at most so many. */
export function dayMarks(from: string, to: string, most: number): string[] {
  const days = daysBetween(from, to)
  const parts = Math.max(1, Math.min(most - 1, days))
  return Array.from({ length: parts + 1 }, (_, i) => addDays(from, Math.round((days * i) / parts)))
}
