import type { Tone } from '#design/index.ts'

import type { SuccessReview, Verdict } from '../contract.ts'

export const VERDICT_WORDS: Record<Verdict, { says: string; past: string; tone: Tone; means: string }> = {
  continue: {
    says: 'Continue',
    past: 'Continued',
    tone: 'green',
    means: 'It did what it should. It stays and goes on.',
  },
  adjust: { says: 'Adjust', past: 'Adjusted', tone: 'amber', means: 'It is worth having, but not as it is.' },
  stop: {
    says: 'Stop',
    past: 'Stopped',
    tone: 'accent',
    means: 'It is taken out or left as it is. What was learned stays.',
  },
}

/** How far a review is, for those who have to do something. */
export function waitsFor({
  surprises,
  revealedAt,
  decision,
}: Pick<SuccessReview, 'surprises' | 'revealedAt' | 'decision'>) {
  if (decision) return undefined
  if (revealedAt) return 'Waits for a verdict'
  const missing = surprises.filter(({ isHandedIn }) => !isHandedIn)
  if (missing.length === 2) return 'Waits for both sides'
  return missing[0]?.side === 'product' ? 'Waits for product' : 'Waits for engineering'
}
