import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Standard normal numbers that are the same for the same seed, by Box and Muller. */
export function normals(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(generator)))
    return radius * Math.cos(2 * Math.PI * uniformFloat64(generator))
  }
}

const WEEK = [0.04, 0.1, 0.12, 0.08, 0.02, -0.16, -0.2]

export type SimulatedSeries = {
  days: number
  /** Correlation of neighbouring days, 0 to below 1. */
  rho: number
  /** Change of the level a day, as a share of the level at the beginning. */
  trend: number
  /** The day from which the level is changed, and by which share. */
  changedFrom: number
  change: number
}

/** A daily metric like those of a product: level 1000, standard deviation 40, weekends lower by a fifth. */
export function simulatedSeries(
  normal: () => number,
  { days, rho, trend, changedFrom, change }: SimulatedSeries,
): number[] {
  let error = normal()
  return Array.from({ length: days }, (_, day) => {
    if (day > 0) error = rho * error + Math.sqrt(1 - rho * rho) * normal()
    const level = 1000 * (1 + trend * day) * (1 + (WEEK[day % 7] ?? 0))
    return level * (day >= changedFrom ? 1 + change : 1) + 40 * error
  })
}
