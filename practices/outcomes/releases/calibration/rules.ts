import { tQuantile } from '#platform/statistics/distributions.ts'

import type { Estimate, ReadingOutcome } from '../readings/contract.ts'
import type { Foreseen } from './contract.ts'

type Judged = Pick<Foreseen, 'effect' | 'measured' | 'against' | 'outcome'>

/** What was measured as a share of the declared size, in the declared direction: 0.5 is half of it, below 0 the wrong way. */
const shareOf = ({ effect, measured }: Judged) =>
  measured ? ((effect.direction === 'increase' ? 1 : -1) * measured.by) / effect.size : undefined

/** Fewer declarations have no average worth an interval. */
const LEAST_DECLARATIONS = 5

/**
 * The mean of the measured shares with its interval, mean ± t₀.₉₇₅ s/√n over the declarations: each counts alike, however
 * sure its own measure is. Null below five.
 */
function meanShare(shares: readonly number[]): Estimate | null {
  const n = shares.length
  if (n < LEAST_DECLARATIONS) return null
  const by = shares.reduce((sum, share) => sum + share, 0) / n
  const deviation = Math.sqrt(shares.reduce((sum, share) => sum + (share - by) ** 2, 0) / (n - 1))
  const half = (tQuantile(0.975, n - 1) * deviation) / Math.sqrt(n)
  return { by, low: by - half, high: by + half }
}

/** How well the sizes of these declarations were foreseen. */
export function calibrationOf(items: readonly Judged[]) {
  const count = (outcome: ReadingOutcome) => items.filter((item) => item.outcome === outcome).length
  return {
    improved: count('improved'),
    worsened: count('worsened'),
    noClearChange: count('no clear change'),
    held: items.filter(({ against }) => against === 'as').length,
    share: meanShare(items.flatMap((item) => shareOf(item) ?? [])),
  }
}
