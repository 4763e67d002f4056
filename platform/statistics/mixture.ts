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

/** The value that a mixture stays below with probability `share`, found by halving to 1e-10 of its error. */
export function mixtureQuantile(mixture: Mixture, degrees: number, share: number): number {
  const bounds = mixture.map(({ mean, error }) => mean + tQuantile(share, degrees) * error)
  let low = Math.min(...bounds)
  let high = Math.max(...bounds)
  const below = (value: number) =>
    mixture.reduce((sum, { weight, mean, error }) => sum + weight * tBelow((value - mean) / error, degrees), 0)
  const total = weightOf(mixture)
  const exact = 1e-10 * Math.max(...mixture.map(({ error }) => error))
  while (high - low > exact) {
    const middle = (low + high) / 2
    if (below(middle) < share * total) low = middle
    else high = middle
  }
  return (low + high) / 2
}
