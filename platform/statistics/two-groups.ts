import { tQuantile, twoSidedP } from './distributions.ts'

/** From the lower to the upper end. */
export type Interval = readonly [number, number]

/** One group, summed up: how many were measured, what they average, and the variance of one of them. */
export type Arm = { n: number; mean: number; variance: number }

/** How `b` differs from `a`. `relative` effects are shares of the mean of `a`: 0.05 is 5 % more. */
export type Comparison = { effect: number; error: number; degrees: number; p: number; interval: Interval }

export type Scale = 'absolute' | 'relative'

const whyNot = ({ n, variance }: Arm) =>
  !(n >= 2) ? 'A group has two members or more.' : !(variance >= 0) ? 'A variance is not negative.' : undefined

function check(...arms: readonly Arm[]) {
  for (const arm of arms) {
    const reason = whyNot(arm)
    if (reason) throw new RangeError(reason)
  }
}

/** The arm of a share: `successes` of `n`, 0 ≤ successes ≤ n. Variance p (1 − p), as for a coin. */
export function armOfShare(successes: number, n: number): Arm {
  if (!(successes >= 0 && successes <= n)) throw new RangeError('There are between none and all successes.')
  const mean = successes / n
  return { n, mean, variance: mean * (1 - mean) }
}

/** Count, sum and sum of squares of values in one unit. */
export type Sums = { n: number; sum: number; squares: number }

/** The arm of a mean from its sums; variance with n − 1. */
export const armOfMean = ({ n, sum, squares }: Sums): Arm => ({
  n,
  mean: sum / n,
  variance: Math.max(0, (squares - sum ** 2 / n) / (n - 1)),
})

/** The arm of a mean from the values themselves, one for each member. */
export function armOfValues(values: readonly number[]): Arm {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { n: values.length, mean, variance }
}

/** Sums of two numbers for each of the same members, and of their products. */
export type PairedSums = { n: number; of: Omit<Sums, 'n'>; by: Omit<Sums, 'n'>; products: number }

/** The sample covariance of two numbers of the same members, with n − 1. */
export const covarianceOf = ({ n, of, by, products }: PairedSums) => (products - (of.sum * by.sum) / n) / (n - 1)

/**
 * The arm of a ratio of two sums over members, such as clicks for each session, where a member has many sessions.
 * Delta method: Var(M/D) = σ_M²/μ_D² + σ_D² μ_M²/μ_D⁴ − 2 σ_MD μ_M/μ_D³ (Deng et al. 2018). The denominator's mean is not 0.
 */
export function armOfRatio(sums: PairedSums): Arm {
  const over = armOfMean({ n: sums.n, ...sums.of })
  const under = armOfMean({ n: sums.n, ...sums.by })
  if (under.mean === 0) throw new RangeError('The denominator of a ratio is not zero.')
  const variance =
    over.variance / under.mean ** 2 +
    (under.variance * over.mean ** 2) / under.mean ** 4 -
    (2 * covarianceOf(sums) * over.mean) / under.mean ** 3
  return { n: sums.n, mean: over.mean / under.mean, variance: Math.max(0, variance) }
}

/**
 * Welch's comparison of two groups: no equal variances assumed.
 * SE² = s_a²/n_a + s_b²/n_b, ν = SE⁴ / [s_a⁴/(n_a²(n_a−1)) + s_b⁴/(n_b²(n_b−1))] (Welch 1947); relative lift by the delta
 * method, (m_b − m_a)/|m_a| with SE² = s_b²/(n_b m_a²) + s_a² m_b²/(n_a m_a⁴).
 * Undefined when nothing varies in either group, or a relative lift has nothing to refer to (m_a = 0).
 * Throws a RangeError on groups smaller than 2, negative variances, or a confidence outside (0, 1).
 */
export function compareGroups(a: Arm, b: Arm, scale: Scale, confidence = 0.95): Comparison | undefined {
  check(a, b)
  if (scale === 'absolute') return comparison(a, b, b.mean - a.mean, a.variance / a.n + b.variance / b.n, confidence)
  if (a.mean === 0) return undefined
  const squaredError = b.variance / (b.n * a.mean ** 2) + (a.variance * b.mean ** 2) / (a.n * a.mean ** 4)
  return comparison(a, b, (b.mean - a.mean) / Math.abs(a.mean), squaredError, confidence)
}

/**
 * An effect with its squared standard error, both in one unit, as a comparison with Welch's degrees of freedom of the two
 * arms. Undefined when the error is zero. Throws a RangeError on a confidence outside (0, 1).
 */
export function comparison(
  a: Arm,
  b: Arm,
  effect: number,
  squaredError: number,
  confidence: number,
): Comparison | undefined {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
  if (!(squaredError > 0)) return undefined
  const error = Math.sqrt(squaredError)
  const ofA = a.variance / a.n
  const ofB = b.variance / b.n
  const degrees = (ofA + ofB) ** 2 / (ofA ** 2 / (a.n - 1) + ofB ** 2 / (b.n - 1))
  const half = tQuantile((1 + confidence) / 2, degrees) * error
  return { effect, error, degrees, p: twoSidedP(effect / error, degrees), interval: [effect - half, effect + half] }
}
