import { Chip } from '#design/index.ts'

import type { Verdict } from '../contract.ts'
import { VERDICT_WORDS } from './words.ts'

/** How a review ended. */
export function VerdictChip({ verdict, isPast }: { verdict: Verdict; isPast?: boolean }) {
  const { says, past, tone } = VERDICT_WORDS[verdict]
  return <Chip tone={tone}>{isPast ? past : says}</Chip>
}
