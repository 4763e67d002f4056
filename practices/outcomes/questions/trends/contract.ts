import { z } from 'zod'

import { Bucket, Interval, Range } from '../periods/contract.ts'
import { Breakdown, EventPick, Filters, Part, Property } from '../properties/contract.ts'

/** How the values of a property come to one. Percentiles lie between their neighbours in proportion. */
const NUMBERS_BY = ['sum', 'mean', 'min', 'max', 'median', 'p90', 'p95', 'p99'] as const
export type NumbersBy = (typeof NUMBERS_BY)[number]

/**
 * What is counted of the events that fit: the events; the people who did them; events for each of these people; the groups they were
 * done for; or the numbers in a property, where an event without a number is left out.
 */
export const Measure = z.discriminatedUnion('of', [
  z.object({ of: z.literal('events') }),
  z.object({ of: z.literal('people') }),
  z.object({ of: z.literal('events per person'), by: z.enum(['mean', 'median']) }),
  z.object({ of: z.literal('groups'), group: z.string().min(1, 'Choose a kind of group.').max(100) }),
  z.object({ of: z.literal('numbers'), property: Property, by: z.enum(NUMBERS_BY) }),
])
export type Measure = z.infer<typeof Measure>

const Label = z.string().trim().max(80, 'At most 80 characters.')

/** One line of a chart: which events, and what is counted of them. */
export const Series = EventPick.extend({ measure: Measure, label: Label.optional() })
export type Series = z.infer<typeof Series>

/**
 * How much, over time.
 *
 * An event counts in the interval that holds its time in the workspace's time zone: from the interval's first instant, included, to its
 * last, excluded. The range is widened to whole intervals; one that is not over counts so far and is marked. People are counted once
 * in each interval, and once in the total, as the person whom their ids belong to now.
 *
 * Without a fitting event, events, people and groups are 0; everything else is empty. A breakdown ranks values by how many events fit
 * at least one series in the range, equals by their text; the rest is counted together, so that people in `other` are counted once too.
 * The comparison takes as many intervals just before. Smoothing gives the mean of an interval and of those before it in the range, up to
 * 7 or 28 together, without the empty ones; it stands after formulas. A formula is empty where a series is, and where it divides by zero.
 */
export const TrendsQuestion = z
  .object({
    kind: z.literal('trends'),
    series: z.array(Series).min(1, 'Choose at least one event.').max(10, 'At most 10 series.'),
    formulas: z
      .array(
        z.object({
          text: z.string().trim().min(1, 'Write a formula such as A / B * 100.').max(200),
          label: Label.optional(),
        }),
      )
      .max(5, 'At most 5 formulas.')
      .default([]),
    breakdown: Breakdown.nullable().default(null),
    interval: Interval.default('day'),
    range: Range,
    isCompared: z.boolean().default(false),
    smoothing: z.union([z.literal(1), z.literal(7), z.literal(28)]).default(1),
    filters: Filters.default([]),
  })
  .refine(({ smoothing, interval }) => smoothing === 1 || interval === 'day', {
    path: ['smoothing'],
    message: 'Only days can be smoothed.',
  })
export type TrendsQuestion = z.infer<typeof TrendsQuestion>

const Values = z.array(z.number().nullable())

export const TrendsLine = z.object({
  /** The letter of the series; `F1` for the first formula. */
  of: z.string(),
  part: Part,
  values: Values,
  total: z.number().nullable(),
  previous: Values.nullable(),
  previousTotal: z.number().nullable(),
  /** How many people stand behind the whole line. Null for a formula. */
  people: z.number().int().nullable(),
})
export type TrendsLine = z.infer<typeof TrendsLine>

export const TrendsAnswer = z.object({
  kind: z.literal('trends'),
  buckets: z.array(Bucket),
  lines: z.array(TrendsLine),
})
export type TrendsAnswer = z.infer<typeof TrendsAnswer>
