import { z } from 'zod'

import { Bucket, Period, Range } from '../periods/contract.ts'
import { EventPick, Filters } from '../properties/contract.ts'

/**
 * On how many days, weeks or months of the range people did something.
 *
 * The range is widened to whole periods of the workspace's time zone; one that is not over counts as far as it went. A person with at least one
 * fitting event counts once, at the number of different periods in which they have one.
 */
export const StickinessQuestion = z.object({
  kind: z.literal('stickiness'),
  event: EventPick,
  period: Period.default('day'),
  range: Range,
  filters: Filters.default([]),
})
export type StickinessQuestion = z.infer<typeof StickinessQuestion>

export const StickinessAnswer = z.object({
  kind: z.literal('stickiness'),
  buckets: z.array(Bucket),
  /** People who did it in exactly 1, 2, 3 … periods. */
  people: z.array(z.number().int()),
})
export type StickinessAnswer = z.infer<typeof StickinessAnswer>
