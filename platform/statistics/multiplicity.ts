function checked(ps: readonly number[]) {
  if (ps.some((p) => !(p >= 0 && p <= 1))) throw new RangeError('Each p lies between 0 and 1.')
  return ps.map((p, index) => ({ p, index })).toSorted((one, other) => one.p - other.p)
}

/**
 * Adjusted p for several questions asked at once, in the given order; below α, one false finding among all has a
 * probability of at most α, whatever their dependence. Holm (1979): (m − i + 1) p₍ᵢ₎, made to grow.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1)
  let most = 0
  checked(ps).forEach(({ p, index }, rank) => {
    most = Math.max(most, Math.min(1, (ps.length - rank) * p))
    adjusted[index] = most
  })
  return adjusted
}

/**
 * Adjusted p in the given order; below α, at most a share α of the findings is expected to be false, for questions that are
 * independent or positively dependent. Benjamini and Hochberg (1995): m p₍ᵢ₎ / i, made to grow.
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1)
  let least = 1
  checked(ps)
    .toReversed()
    .forEach(({ p, index }, fromTop) => {
      least = Math.min(least, (ps.length * p) / (ps.length - fromTop))
      adjusted[index] = least
    })
  return adjusted
}
