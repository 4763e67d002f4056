import incompleteGamma from '@stdlib/math-base-special-gammainc'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile'

/** From here on Student's t equals the normal to fifteen digits, and the normal answers more exactly. */
const NORMAL_FROM = 1e12

/**
 * The probability that Student's t with `df` degrees of freedom lies below `t`.
 * `df` > 0, also `Infinity`, which is the normal. An upper tail is asked as `tBelow(-t, df)`, never as
 * `1 - tBelow(t, df)`: for t = 9 and df = 1000 the difference is 0 instead of 1.1e-18.
 */
export const tBelow = (t: number, df: number) => (df >= NORMAL_FROM ? normalCdf(t, 0, 1) : tCdf(t, df))

/** The value that Student's t with `df` > 0 degrees of freedom stays below with probability `share`, 0 < share < 1. */
export const tQuantile = (share: number, df: number) =>
  df >= NORMAL_FROM ? normalQuantileOf(share, 0, 1) : tQuantileOf(share, df)

/** The value that a standard normal stays below with probability `share`, 0 < share < 1. */
export const normalQuantile = (share: number) => normalQuantileOf(share, 0, 1)

/** The two-sided p of a statistic `t`, whose sign does not matter, with `df` > 0 degrees of freedom; 0 to 1. */
export const twoSidedP = (t: number, df: number) => Math.min(1, 2 * tBelow(-Math.abs(t), df))

/**
 * The probability that χ² with `df` ≥ 1 degrees of freedom lies above `x` ≥ 0: the upper incomplete gamma function
 * Q(df/2, x/2), exact also far out.
 */
export const chiSquareAbove = (x: number, df: number) => incompleteGamma(x / 2, df / 2, true, true)
