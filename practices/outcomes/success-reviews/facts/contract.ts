import { z } from 'zod'

import { RecordSummary } from '#commons/records/contract.ts'
import { Effect, Reading, ReadingOutcome } from '#practices/outcomes/releases/contract.ts'

/** What is known of a release when its review is held. Kept as it was once the review is decided. */
export const Facts = z.object({
  shippedOn: z.string(),
  windowDays: z.number().int(),
  /** The last day of the window; the reading is made on the day after. */
  windowEndsOn: z.string(),
  effect: Effect.extend({
    metric: RecordSummary.nullable(),
    guardrails: z.array(RecordSummary),
    control: RecordSummary.nullable(),
  }).nullable(),
  /** Why it shipped without an effect that both sides had signed. */
  shippedBecause: z.string().nullable(),
  isWithdrawn: z.boolean(),
  readings: z.array(Reading.omit({ readAt: true })),
  /** What the expected metric did within the window. Null before it was read, and where nothing was declared. */
  outcome: ReadingOutcome.nullable(),
  /** With too little data: the day on which to look again. */
  lookAgainOn: z.string().nullable(),
  /** What else went to users from as long before it to the window’s end. */
  alsoShipped: z.array(z.object({ record: RecordSummary, shippedOn: z.string() })),
})
export type Facts = z.infer<typeof Facts>
