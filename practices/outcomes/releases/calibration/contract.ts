import { z } from 'zod'

import { TeamId } from '#commons/people/contract.ts'
import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { query, refusals } from '#platform/api/contract.ts'

import { Effect } from '../effects/contract.ts'
import { Estimate, Lack, ReadingOutcome } from '../readings/contract.ts'

/** One declaration beside what was measured at the end of its window. */
export const Foreseen = z.object({
  release: RecordSummary,
  metric: RecordSummary,
  unit: z.string(),
  digits: z.number().int(),
  shippedOn: z.string(),
  effect: Effect,
  outcome: ReadingOutcome,
  /** In the terms of the declaration: in percent, or in the metric’s unit. */
  measured: Estimate.nullable(),
  /** Whether all of the interval lies short of the declared size, holds it, or lies beyond. */
  against: z.enum(['less', 'as', 'more']).nullable(),
})
export type Foreseen = z.infer<typeof Foreseen>

/** How well sizes were foreseen. Only readings that are neither confounded nor without data count. */
export const Calibration = z.object({
  /** Newest first. */
  items: z.array(Foreseen),
  improved: z.number().int(),
  worsened: z.number().int(),
  noClearChange: z.number().int(),
  /** How many intervals hold the declared size. */
  held: z.number().int(),
  /** The measured share of the declared sizes, on average, with its 95 % interval over declarations; from five on. */
  share: Estimate.nullable(),
})
export type Calibration = z.infer<typeof Calibration>

export const calibration = {
  calibration: query(
    'observer',
    '/release-calibration',
    'The last declared effects beside what was measured, and how well their sizes were foreseen.',
  )
    .input(z.object({ teamId: TeamId.optional(), last: z.number().int().min(1).max(50).default(8) }))
    .output(Calibration),
  outlook: query(
    'observer',
    '/release-outlook',
    'The smallest change of a metric that could be seen within so many days of a release.',
  )
    .input(z.object({ metricId: RecordId, windowDays: z.number().int().min(7).max(365) }))
    .output(
      z.object({
        unit: z.string(),
        digits: z.number().int(),
        /** In the metric’s unit, found in 80 of 100 cases. Null where its values do not say. */
        minimum: z.number().nullable(),
        /** The same as a share of the mean of the last four weeks. */
        minimumShare: z.number().nullable(),
        lacks: Lack.nullable(),
      }),
    )
    .errors(refusals({ NOT_A_METRIC: 'This is not a metric of this workspace.' })),
}
