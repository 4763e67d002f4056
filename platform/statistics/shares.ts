import { chiSquareAbove, normalQuantile } from './distributions.ts'
import type { Interval } from './two-groups.ts'

/** Those counted as a success, of all: whole numbers, 0 ≤ successes ≤ n, n ≥ 1. */
export type Share = { successes: number; n: number }

function check({ successes, n }: Share, confidence: number) {
  if (!(n >= 1 && successes >= 0 && successes <= n)) throw new RangeError('There are between none and all successes.')
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
}

/**
 * The interval of a share, 0 to 1, honest also for few and for none or all (Wilson 1927, without continuity correction):
 * (p + z²/2n ± z √[p(1−p)/n + z²/4n²]) / (1 + z²/n). Throws a RangeError on impossible counts.
 */
export function wilsonInterval(share: Share, confidence = 0.95): Interval {
  check(share, confidence)
  const { successes, n } = share
  const z = normalQuantile((1 + confidence) / 2)
  const p = successes / n
  const centre = p + z ** 2 / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  const whole = 1 + z ** 2 / n
  const low = successes === 0 ? 0 : (centre - half) / whole
  const high = successes === n ? 1 : (centre + half) / whole
  return [low, high]
}

/**
 * How the share of `a` differs from that of `b`: a − b with Wald's interval, and p of Pearson's χ² on the two by two table, both
 * without continuity correction, as R's `prop.test(…, correct = FALSE)`. For ten successes and ten others or more in each group.
 * `p` is undefined when all or none succeeded.
 */
export function differenceOfShares(a: Share, b: Share, confidence = 0.95) {
  check(a, confidence)
  check(b, confidence)
  const ofA = a.successes / a.n
  const ofB = b.successes / b.n
  const difference = ofA - ofB
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt((ofA * (1 - ofA)) / a.n + (ofB * (1 - ofB)) / b.n)
  const together = (a.successes + b.successes) / (a.n + b.n)
  const chiSquare = difference ** 2 / (together * (1 - together) * (1 / a.n + 1 / b.n))
  const interval: Interval = [Math.max(-1, difference - half), Math.min(1, difference + half)]
  return { difference, interval, p: together > 0 && together < 1 ? chiSquareAbove(chiSquare, 1) : undefined }
}

/**
 * Whether members were drawn into groups in the promised proportions: Pearson's χ² on counts of at least two groups against
 * positive `weights` in any unit. A p below 0.001 says that the drawing or the counting is broken, and no comparison holds.
 */
export function sampleRatio(counts: readonly number[], weights: readonly number[]): { chiSquare: number; p: number } {
  if (counts.length !== weights.length || counts.length < 2)
    throw new RangeError('Two groups or more have a weight each.')
  if (counts.some((count) => !(count >= 0)) || weights.some((weight) => !(weight > 0)))
    throw new RangeError('Counts are not negative, weights are positive.')
  const members = counts.reduce((sum, count) => sum + count, 0)
  if (members === 0) throw new RangeError('Somebody was counted.')
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const chiSquare = counts.reduce((sum, count, group) => {
    const expected = (members * weights[group]!) / whole
    return sum + (count - expected) ** 2 / expected
  }, 0)
  return { chiSquare, p: chiSquareAbove(chiSquare, counts.length - 1) }
}
