import { z } from 'zod'

import { Bucket, Period, Range } from '../periods/contract.ts'
import { EventPick, Filters } from '../properties/contract.ts'

/**
 * Who is new, stays, comes back and goes.
 *
 * In each day, week or month of the range, widened to whole ones of the workspace's time zone, a person with a fitting event is *new* when it holds
 * the first one they ever did, in or before the range; *returning* when they have one in the period before too; otherwise *resurrecting*.
 * *Dormant* are those with one in the period before and none in this; it is empty until the period is over.
 */
export const LifecycleQuestion = z.object({
  kind: z.literal('lifecycle'),
  event: EventPick,
  period: Period.default('week'),
  range: Range,
  filters: Filters.default([]),
})
export type LifecycleQuestion = z.infer<typeof LifecycleQuestion>

export const LIFECYCLE_STATES = ['new', 'returning', 'resurrecting', 'dormant'] as const
export const LifecycleState = z.enum(LIFECYCLE_STATES)
export type LifecycleState = z.infer<typeof LifecycleState>

const People = z.array(z.number().int())

export const LifecycleAnswer = z.object({
  kind: z.literal('lifecycle'),
  buckets: z.array(Bucket),
  new: People,
  returning: People,
  resurrecting: People,
  dormant: z.array(z.number().int().nullable()),
})
export type LifecycleAnswer = z.infer<typeof LifecycleAnswer>
