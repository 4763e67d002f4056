import { addDays } from '#platform/time/days.ts'

import type { Point } from '../values/contract.ts'

const mean = (points: Point[]) => points.reduce((sum, { value }) => sum + value, 0) / points.length

/**
 * How far the mean of the last seven days lies from that of the seven days four weeks before, with the number of values
 * in each, so that weekdays fall on weekdays. Undefined where either has none.
 */
export function trendOf(recent: Point[]) {
  const last = recent.at(-1)
  if (!last) return
  const within = (from: number, to: number) =>
    recent.filter(({ day }) => day >= addDays(last.day, from) && day <= addDays(last.day, to))
  const [now, before] = [within(-6, 0), within(-34, -28)]
  if (now.length === 0 || before.length === 0) return
  return { by: mean(now) - mean(before), now: now.length, before: before.length }
}
