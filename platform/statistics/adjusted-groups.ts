import {
  type Arm,
  armOfMean,
  type Comparison,
  comparison,
  covarianceOf,
  type PairedSums,
  type Scale,
} from './two-groups.ts'

/**
 * Welch's comparison after CUPED (Deng, Xu, Kohavi and Walker 2013): `of` is the metric of each member, `by` a number of
 * the same member from before the groups were drawn, in any unit. Y′ = Y − θX with θ = Cov(Y, X)/Var(X) over both groups
 * together; Var′ = σ_Y² + θ²σ_X² − 2θσ_XY. `theta` is 0 when nothing varied before.
 *
 * It narrows the interval of a randomised comparison. It does not repair groups that differed from the start.
 * A relative effect refers to the unadjusted mean of `a`; its error is the delta method's on all four means (as in gbstats).
 * Undefined and errors as in `compareGroups`.
 */
export function compareAdjustedGroups(
  a: PairedSums,
  b: PairedSums,
  scale: Scale,
  confidence = 0.95,
): (Comparison & { theta: number }) | undefined {
  if (!(a.n >= 2 && b.n >= 2)) throw new RangeError('A group has two members or more.')
  const both = together(a, b)
  const varianceBefore = varianceOf(both.n, both.by)
  const theta = varianceBefore > 0 ? covarianceOf(both) / varianceBefore : 0
  const ofA = adjusted(a, theta)
  const ofB = adjusted(b, theta)
  const difference = ofB.mean - ofA.mean
  if (scale === 'absolute') {
    const found = comparison(ofA, ofB, difference, ofA.variance / a.n + ofB.variance / b.n, confidence)
    return found && { ...found, theta }
  }
  const base = a.of.sum / a.n
  if (base === 0) return undefined
  const ratio = b.of.sum / b.n / base
  const ofBase =
    varianceOf(a.n, a.of) * ratio ** 2 + theta ** 2 * varianceOf(a.n, a.by) - 2 * theta * ratio * covarianceOf(a)
  const squaredError = ofB.variance / (b.n * base ** 2) + ofBase / (a.n * base ** 2)
  const found = comparison(ofA, ofB, difference / Math.abs(base), squaredError, confidence)
  return found && { ...found, theta }
}

const varianceOf = (n: number, sums: PairedSums['of']) => armOfMean({ n, ...sums }).variance

const together = (a: PairedSums, b: PairedSums): PairedSums => ({
  n: a.n + b.n,
  of: { sum: a.of.sum + b.of.sum, squares: a.of.squares + b.of.squares },
  by: { sum: a.by.sum + b.by.sum, squares: a.by.squares + b.by.squares },
  products: a.products + b.products,
})

function adjusted(sums: PairedSums, theta: number): Arm {
  const variance =
    varianceOf(sums.n, sums.of) + theta ** 2 * varianceOf(sums.n, sums.by) - 2 * theta * covarianceOf(sums)
  return { n: sums.n, mean: (sums.of.sum - theta * sums.by.sum) / sums.n, variance: Math.max(0, variance) }
}
