import { z } from 'zod'

import { Day } from '#platform/api/contract.ts'

export const INTERVALS = ['hour', 'day', 'week', 'month'] as const
/** Hours, days, weeks from Monday and months of the workspace's time zone. */
export const Interval = z.enum(INTERVALS)
export type Interval = z.infer<typeof Interval>

/** Whole days, weeks or months. */
export const Period = z.enum(['day', 'week', 'month'])
export type Period = z.infer<typeof Period>

/**
 * From when to when. `last` counts so many days, weeks or months of the calendar and ends with the one that it is now; a fixed range
 * takes both of its days in. A question with intervals widens it to whole ones.
 */
export const Range = z.union([
  z.object({
    last: z.number().int('Write a whole number.').min(1, 'At least one.').max(3650, 'At most ten years.'),
    unit: Period,
  }),
  z
    .object({ from: Day, to: Day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The range ends before it begins.' }),
])
export type Range = z.infer<typeof Range>

/** One hour, day, week or month. */
export const Bucket = z.object({
  from: z.date(),
  /** Excluded. */
  to: z.date(),
  /** The first day of it; for an hour the instant. */
  label: z.string(),
  /** It is not over yet, so it will hold more. */
  isUnfinished: z.boolean(),
})
export type Bucket = z.infer<typeof Bucket>
