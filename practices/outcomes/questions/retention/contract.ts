import { z } from 'zod'

import { Bucket, Period, Range } from '../periods/contract.ts'
import { EventPick, Filters } from '../properties/contract.ts'

/**
 * Who comes back.
 *
 * Rows are the days, weeks or months of the range, widened to whole ones, in the workspace's time zone. With *first time* a person is
 * in the row that holds the first start event they ever did, in or before the range; with *every time* in each row in which
 * they did one. Cell 0 is how many are in the row. Cell n is how many of them did the return event in the n-th day, week or month after the row's own;
 * *or later* counts those who did it in that one or any after it, up to now. A cell is empty until its period is over.
 * The mean of a column weighs rows by their people and leaves out the empty cells with their rows.
 */
export const RetentionQuestion = z.object({
  kind: z.literal('retention'),
  start: EventPick,
  comeBack: EventPick,
  period: Period.default('week'),
  periods: z.number().int('Write a whole number.').min(1, 'At least one.').max(60, 'At most 60.').default(8),
  who: z.enum(['first time', 'every time']).default('first time'),
  counting: z.enum(['in the period', 'or later']).default('in the period'),
  range: Range,
  filters: Filters.default([]),
})
export type RetentionQuestion = z.infer<typeof RetentionQuestion>

export const RetentionRow = z.object({
  bucket: Bucket,
  /** People; the first is the size of the row. */
  cells: z.array(z.number().int().nullable()),
})

export const RetentionAnswer = z.object({
  kind: z.literal('retention'),
  rows: z.array(RetentionRow),
  /** Shares of 1 by column; null where no row has come so far. */
  means: z.array(z.number().nullable()),
})
export type RetentionAnswer = z.infer<typeof RetentionAnswer>
