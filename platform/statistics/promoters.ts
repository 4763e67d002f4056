import { normalQuantile } from './distributions.ts'
import type { Arm, Interval } from './two-groups.ts'

/** Answers from 0 to 10: promoters gave 9 or 10, detractors 0 to 6. */
export type Promoters = { promoters: number; passives: number; detractors: number }

function counted({ promoters, passives, detractors }: Promoters) {
  const n = promoters + passives + detractors
  if (!(n >= 1 && promoters >= 0 && passives >= 0 && detractors >= 0))
    throw new RangeError('Counts are not negative, and somebody answered.')
  return n
}

/** The arm of a net promoter score between −1 and 1, for `compareGroups`: variance p⁺ + p⁻ − (p⁺ − p⁻)². */
export function armOfPromoters(answers: Promoters): Arm {
  const n = counted(answers)
  const mean = (answers.promoters - answers.detractors) / n
  return { n, mean, variance: Math.max(0, (answers.promoters + answers.detractors) / n - mean ** 2) }
}

/**
 * The net promoter score, −1 to 1, with its interval: the score is as counted, the interval that of the adjusted Wald
 * method (Rocks 2016), which adds three answers, ¾ promoter, 1½ passive and ¾ detractor, so that it is honest for few
 * answers too. Throws a RangeError on impossible counts.
 */
export function promoterScore(answers: Promoters, confidence = 0.95): { score: number; interval: Interval } {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('The confidence lies between 0 and 1.')
  const { mean, variance, n } = armOfPromoters({
    promoters: answers.promoters + 0.75,
    passives: answers.passives + 1.5,
    detractors: answers.detractors + 0.75,
  })
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance / n)
  return { score: armOfPromoters(answers).mean, interval: [Math.max(-1, mean - half), Math.min(1, mean + half)] }
}
