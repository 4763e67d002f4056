import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'

/** A number of days: how many hold a value, and their mean. */
export const Window = z.object({
  from: z.string(),
  to: z.string(),
  n: z.number().int(),
  mean: z.number().nullable(),
})
export type Window = z.infer<typeof Window>

/** What can be said of a metric after a release. No other word is said, and no number without its interval. */
export const ReadingOutcome = z.enum(['insufficient data', 'confounded', 'no clear change', 'improved', 'worsened'])
export type ReadingOutcome = z.infer<typeof ReadingOutcome>

/** How it was read, the strongest first: who got it by lot, beside a metric that it did not touch, or by its own past. */
export const ReadingMethod = z.enum(['randomised exposure', 'difference in differences', 'interrupted time series'])
export type ReadingMethod = z.infer<typeof ReadingMethod>

/** A difference with its 95 % interval. */
export const Estimate = z.object({ by: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof Estimate>

/** What a reading lacks. */
export const Lack = z.object({
  of: z.enum(['daily values', 'values before', 'values after', 'variation']),
  /** Measured days that are missing; of `daily values`, the days from one value to the next. */
  days: z.number().int(),
})
export type Lack = z.infer<typeof Lack>

/** What the numbers of one metric give, before it is asked what else happened. */
export const Judged = z.object({
  /** Null where it could not be read. */
  method: ReadingMethod.nullable(),
  /** In the metric’s unit. */
  absolute: Estimate.nullable(),
  /** As a share of what would have been without the release: 0.05 is 5 %. Null where that lies near zero. */
  relative: Estimate.nullable(),
  /** Two-sided, 0 to 1, of this metric alone. */
  p: z.number().nullable(),
  /** The smallest true effect that is found in 80 of 100 cases, in the metric’s unit. */
  minimum: z.number().nullable(),
  /** The same as a share. */
  minimumShare: z.number().nullable(),
  /** What the days after would have been without the release, as far as the method knows. */
  without: z.array(z.object({ day: z.string(), value: z.number() })),
  /** Days on which nothing was released, read alike; how many gave as small a p. */
  placebos: z.object({ dates: z.number().int(), asExtreme: z.number().int() }),
  /** How much a day is like the one before, 0 to 1. */
  autocorrelation: z.number().nullable(),
  lacks: Lack.nullable(),
  /** Why the declared control could not be used. */
  controlRefused: z.enum(['too few days of both', 'drifted apart before', 'never differed']).nullable(),
})
export type Judged = z.infer<typeof Judged>

/** Something else that happened in the days of a reading. */
export const Meanwhile = z.object({
  kind: z.enum(['release', 'definition', 'declaration', 'gap']),
  on: z.string(),
  until: z.string().nullable(),
  releaseId: RecordId.nullable(),
  /** What it means for the reading, in a sentence. */
  says: z.string(),
  /** Whether nobody can tell its effect from that of the release. */
  confounds: z.boolean(),
})
export type Meanwhile = z.infer<typeof Meanwhile>

/** What a metric did after a release, over so many days. The day of shipping belongs to neither side. */
export const Reading = Judged.extend({
  metric: RecordSummary,
  unit: z.string(),
  digits: z.number().int(),
  role: z.enum(['expected', 'guardrail']),
  horizonDays: z.number().int(),
  before: Window,
  after: Window,
  /** p after Holm’s correction for all metrics of the declaration that are read at once. */
  adjustedP: z.number().nullable(),
  readAtOnce: z.number().int(),
  outcome: ReadingOutcome,
  meanwhile: z.array(Meanwhile.omit({ releaseId: true }).extend({ record: RecordSummary.nullable() })),
  /** With too little data: the day on which to look again. Null where waiting does not help. */
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
