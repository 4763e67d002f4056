export type LocalLevel = {
  /** Variance of a value around its level, and of the level's step from one value to the next, in squared units. */
  observationVariance: number
  levelVariance: number
  logLikelihood: number
  /** The level after the last value, and its variance. */
  level: number
  levelError: number
}

/** The Kalman filter for a level that walks at random, at one ratio q of the variances, the observation's concentrated out. */
function filter(values: readonly number[], ratio: number) {
  // Diffuse start: after the first value the level is that value, with the variance of one observation.
  let level = values[0]!
  let uncertainty = 1
  let squares = 0
  let logs = 0
  for (const value of values.slice(1)) {
    const predicted = uncertainty + ratio
    const expected = predicted + 1
    const surprise = value - level
    squares += surprise ** 2 / expected
    logs += Math.log(expected)
    level += (predicted / expected) * surprise
    uncertainty = predicted / expected
  }
  const count = values.length - 1
  const variance = squares / count
  return { level, uncertainty, variance, logLikelihood: -0.5 * (count * (Math.log(2 * Math.PI * variance) + 1) + logs) }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The local level model y_t = μ_t + ε_t, μ_{t+1} = μ_t + η_t by maximum likelihood (Durbin and Koopman 2012, §2.10: diffuse
 * start, ε's variance concentrated out), the ratio of variances found between e⁻¹⁵ and e¹⁵ by golden section.
 * For series without weekly rhythm; `values` are 3 or more. Undefined when they do not vary.
 */
export function localLevel(values: readonly number[]): LocalLevel | undefined {
  if (values.length < 3) throw new RangeError('A level is followed over three values or more.')
  if (values.every((value) => value === values[0])) return undefined
  let low = -15
  let high = 15
  const at = (log: number) => filter(values, Math.exp(log)).logLikelihood
  while (high - low > 1e-9) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if (at(left) > at(right)) high = right
    else low = left
  }
  const ratio = Math.exp((low + high) / 2)
  const { variance, logLikelihood, level, uncertainty } = filter(values, ratio)
  return {
    observationVariance: variance,
    levelVariance: variance * ratio,
    logLikelihood,
    level,
    levelError: Math.sqrt(variance * uncertainty),
  }
}
