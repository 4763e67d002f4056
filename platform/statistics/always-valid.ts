import type { Comparison, Interval } from './two-groups.ts'

/**
 * A comparison that may be looked at every day and stopped at any time: with the promised confidence its intervals hold
 * the truth at all times together. Wider than the fixed one, most where `members` is far from `expectedMembers`.
 *
 * Asymptotic confidence sequence of Waudby-Smith et al. (arXiv 2103.06476), with σ² = n·SE² and n members of both groups:
 * half-width σ √[2(nρ² + 1)/(nρ)² · ln(√(nρ² + 1)/α)] (eq. 9), ρ = √[(−2 ln α + ln(−2 ln α + 1))/N*] (eq. 161), and
 * p = min(1, √(nρ² + 1) / exp(ρ²S²/(2(nρ² + 1)))) with S² = n·effect²/SE² (eq. 155).
 * `expectedMembers` (N*) is fixed before the first look. Throws a RangeError on counts below 2 or a confidence outside (0, 1).
 */
export function alwaysValid(
  { effect, error }: Pick<Comparison, 'effect' | 'error'>,
  {
    members,
    expectedMembers = 5000,
    confidence = 0.95,
  }: { members: number; expectedMembers?: number; confidence?: number },
): { p: number; interval: Interval } {
  if (!(members >= 2 && expectedMembers >= 2)) throw new RangeError('There are two members or more.')
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
  const alpha = 1 - confidence
  const spent = -2 * Math.log(alpha)
  const rhoSquared = (spent + Math.log(spent + 1)) / expectedMembers
  const grown = members * rhoSquared + 1
  const half = error * Math.sqrt(((2 * grown) / (members * rhoSquared)) * Math.log(Math.sqrt(grown) / alpha))
  const evidence = (rhoSquared * members * (effect / error) ** 2) / (2 * grown)
  return { p: Math.min(1, Math.sqrt(grown) * Math.exp(-evidence)), interval: [effect - half, effect + half] }
}
