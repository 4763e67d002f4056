import { tBelow, tQuantile, twoSidedP } from './distributions.ts'

/** A mixture of Student's t: what is known of one number when φ is known only roughly. Weights add to 1. */
export type Mixture = readonly { weight: number; mean: number; error: number }[]

/** The weighted mean of a mixture. */
export const meanOf = (mixture: Mixture) =>
  mixture.reduce((sum, { weight, mean }) => sum + weight * mean, 0) / weightOf(mixture)

const weightOf = (mixture: Mixture) => mixture.reduce((sum, { weight }) => sum + weight, 0)

/** The standard error of a mixture: within its parts, and between them. In the mixture's unit. */
export function errorOf(mixture: Mixture): number {
  const centre = meanOf(mixture)
  const sum = mixture.reduce(
    (total, { weight, mean, error }) => total + weight * (error ** 2 + (mean - centre) ** 2),
    0,
  )
  return Math.sqrt(sum / weightOf(mixture))
}

/** The two-sided p that a mixture gives to zero, 0 to 1. */
export const pOf = (mixture: Mixture, degrees: number) =>
  mixture.reduce((sum, { weight, mean, error }) => sum + weight * twoSidedP(mean / error, degrees), 0) /
  weightOf(mixture)

/**
 * The value that a mixture stays below with probability `share`, to about 1e-9 of its error: by false position, the bound that
 * stands still counting half (Illinois), between the same quantiles of its parts.
 */
export function mixtureQuantile(mixture: Mixture, degrees: number, share: number): number {
  const quantile = tQuantile(share, degrees)
  const bounds = mixture.map(({ mean, error }) => mean + quantile * error)
  const wanted = share * weightOf(mixture)
  const missedAt = (value: number) =>
    mixture.reduce((sum, { weight, mean, error }) => sum + weight * tBelow((value - mean) / error, degrees), -wanted)
  let low = Math.min(...bounds)
  let high = Math.max(...bounds)
  let missedLow = missedAt(low)
  let missedHigh = missedAt(high)
  const exact = 1e-9 * Math.min(...mixture.map(({ error }) => error))
  for (let step = 0; step < 100 && high - low > exact && missedHigh > missedLow; step++) {
    const value = high - (missedHigh * (high - low)) / (missedHigh - missedLow)
    const missed = missedAt(value)
    if (Math.abs(missed) < 1e-11) return value
    if (missed < 0) {
      low = value
      missedLow = missed
      missedHigh /= 2
    } else {
      high = value
      missedHigh = missed
      missedLow /= 2
    }
  }
  return (low + high) / 2
}
