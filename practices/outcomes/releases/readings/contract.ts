import { z } from 'zod'

import { RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'

/** Plain figures of a number of days: how many hold a value, their mean and their sample standard deviation. */
export const Window = z.object({
  from: z.string(),
  to: z.string(),
  n: z.number().int(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
})
export type Window = z.infer<typeof Window>

/**
 * What came of it. For the expected metric: reached, moved the right or the wrong way, or not at all.
 * For a guardrail: held or worse. A plain reading; it does not say how likely chance alone would do the same.
 */
export const ReadingOutcome = z.enum([
  'reached',
  'right way',
  'no change',
  'wrong way',
  'held',
  'worse',
  'insufficient data',
])
export type ReadingOutcome = z.infer<typeof ReadingOutcome>

/** Means of as many days before and after a release. The day of shipping belongs to neither. */
export const Reading = z.object({
  metric: RecordSummary,
  unit: z.string(),
  digits: z.number().int(),
  role: z.enum(['expected', 'guardrail']),
  horizonDays: z.number().int(),
  before: Window,
  after: Window,
  outcome: ReadingOutcome,
  /** With too little data: the day on which to look again. */
  lookAgainOn: z.string().nullable(),
  readAt: z.date(),
})
export type Reading = z.infer<typeof Reading>

export const readings = {
  readAgain: command(
    'member',
    '/releases/{key}/read',
    'Reads again what the release moved, for every horizon that is over, from the values recorded by now.',
  )
    .input(z.object({ key: RecordKey }))
    .output(z.object({ readings: z.array(Reading) }))
    .errors(
      refusals({
        NOT_SHIPPED: 'It has not shipped yet.',
        NO_EFFECT: 'No effect was declared, so there is nothing to read.',
      }),
    ),
}
