import { backward, dot, factorise, forward } from './least-squares.ts'

/**
 * A regression whose errors follow one another: row t of `design` explains `values[t]`, seen at `times[t]`.
 * `times` are whole numbers that grow (days); a missing day is simply not there. `values` should be of order one.
 */
export type Regression = { times: readonly number[]; values: readonly number[]; design: readonly Float64Array[] }

/** The regression solved as if the correlation of neighbours were `phi`. */
export type Solution = {
  phi: number
  /** How well this `phi` fits beside the others, 0 to 1; the weights of all solutions add to 1. */
  weight: number
  /** The standard deviation of a value around its expectation. */
  scale: number
  coefficients: Float64Array
  /** The covariance of two weighted sums of the coefficients. */
  covariance: (one: Float64Array, other: Float64Array) => number
}

/** The correlations of neighbouring days that are weighed against each other. Negative ones are not believed. */
const STEP = 0.045
const PHIS = Array.from({ length: 23 }, (_, index) => index * STEP)

/** Sums of products over all pairs of neighbours that lie the same number of days apart. */
type Neighbours = { apart: number; count: number; own: Float64Array; crossed: Float64Array; before: Float64Array }

function neighboursOf(times: readonly number[], rows: readonly Float64Array[]): Neighbours[] {
  const width = rows[0]!.length
  const byGap = new Map<number, Neighbours>()
  for (let t = 1; t < rows.length; t++) {
    const apart = times[t]! - times[t - 1]!
    const found = byGap.get(apart)
    const size = width * width
    const sums = found ?? {
      apart,
      count: 0,
      own: new Float64Array(size),
      crossed: new Float64Array(size),
      before: new Float64Array(size),
    }
    if (!found) byGap.set(apart, sums)
    sums.count++
    const now = rows[t]!
    const past = rows[t - 1]!
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++) {
        const at = i * width + j
        sums.own[at]! += now[i]! * now[j]!
        sums.crossed[at]! += now[i]! * past[j]! + past[i]! * now[j]!
        sums.before[at]! += past[i]! * past[j]!
      }
  }
  return [...byGap.values()]
}

/** The factor of ZᵀΩ⁻¹Z for the rows Z behind `gaps`, in units of a value's own variance, and log |Ω|. */
function precisionAt(phi: number, gaps: readonly Neighbours[], first: Float64Array) {
  const width = first.length
  const factor = new Float64Array(width * width)
  let logDeterminant = 0
  for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) factor[i * width + j] = first[i]! * first[j]!
  for (const { apart, count, own, crossed, before } of gaps) {
    const kept = phi ** apart
    const fresh = 1 - kept * kept
    logDeterminant += count * Math.log(fresh)
    for (let at = 0; at < factor.length; at++)
      factor[at]! += (own[at]! - kept * crossed[at]! + kept * kept * before[at]!) / fresh
  }
  return factorise(factor, width) ? { factor, logDeterminant } : undefined
}

/**
 * The standard error that a weighted sum of coefficients would have, per unit of the values' standard deviation, were
 * `design` measured at `times` with the correlation `phi`, 0 ≤ φ < 1. Undefined when its columns depend on each other.
 */
export function plannedError(
  { times, design }: Omit<Regression, 'values'>,
  phi: number,
  weights: Float64Array,
): number | undefined {
  const planned = precisionAt(phi, neighboursOf(times, design), design[0]!)
  if (!planned) return undefined
  const solved = forward(planned.factor, weights.length, weights)
  return Math.sqrt(dot(solved, solved))
}

/**
 * Generalised least squares with AR(1) errors, e_t = φ e_{t-1} + u_t, for every φ of a grid from 0 to 0.99, each weighted
 * by its restricted likelihood. Undefined when the design's columns depend on each other or it explains `values` exactly.
 *
 * For one φ this is the Prais–Winsten estimator (first row kept, the others differenced), with φ^g over a gap of g days.
 * Plugging in the one best φ, as its iteration does, understates the error in short series; weighing all of them by
 * |XᵀΩ⁻¹X|^-½ |Ω|^-½ RSS^-(n-p)/2 (Harville 1974: flat priors on the coefficients and log σ), and by Jeffreys's prior
 * (1 − φ²)^-½, which leans against the φ that short series underestimate, carries the doubt about φ into
 * every interval.
 */
export function solveAutoregression(regression: Regression): Solution[] | undefined {
  const { values, design } = regression
  const size = design[0]!.length
  const width = size + 1
  const degrees = values.length - size
  if (degrees < 1) return undefined
  const rows = design.map((row, t) => Float64Array.of(...row, values[t]!))
  const gaps = neighboursOf(regression.times, rows)

  const solved: (Omit<Solution, 'weight'> & { likelihood: number })[] = []
  for (const phi of PHIS) {
    const weighed = precisionAt(phi, gaps, rows[0]!)
    if (!weighed) return undefined
    const { factor } = weighed
    // The factor of XᵀΩ⁻¹X with a last row for y holds all: its last pivot is the root of the residual sum of squares.
    const lower = new Float64Array(size * size)
    for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) lower[i * size + j] = factor[i * width + j]!
    let { logDeterminant } = weighed
    for (let i = 0; i < size; i++) logDeterminant += 2 * Math.log(lower[i * size + i]!)
    const residual = factor[width * width - 1]! ** 2
    const variance = residual / degrees
    solved.push({
      phi,
      likelihood: -0.5 * (degrees * Math.log(residual) + logDeterminant + Math.log(1 - phi * phi)),
      scale: Math.sqrt(variance),
      coefficients: backward(lower, size, factor.slice(size * width, size * width + size)),
      covariance: (one, other) => variance * dot(forward(lower, size, one), forward(lower, size, other)),
    })
  }
  const best = Math.max(...solved.map(({ likelihood }) => likelihood))
  const relative = solved.map(({ likelihood }) => Math.exp(likelihood - best))
  const total = relative.reduce((sum, one) => sum + one, 0)
  return solved
    .map((solution, index) => ({ ...solution, weight: relative[index]! / total }))
    .filter(({ weight }) => weight > 1e-4)
}
