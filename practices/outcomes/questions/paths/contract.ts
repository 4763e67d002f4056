import { z } from 'zod'

import { Range } from '../periods/contract.ts'
import { EventName, Filters } from '../properties/contract.ts'

const Names = z.array(EventName).max(50, 'At most 50 events.').default([])

/**
 * What people do one after another.
 *
 * A person's events in the range, in order of time and then of id, are cut into visits where more than 30 minutes lie between two.
 * Repeats of the same event right after each other count as one step. With a start, a visit is followed from the first such event on;
 * with an end, up to its last such event; a visit without it is left out. Of each visit the first steps count, or with an end the last
 * ones, up to the number asked for. Step 1 is the first that counts; with an end, the end is the last step and others are numbered so. An edge is
 * one step and the next; it tells in how many visits and of how many people. Those of most visits are shown, equals by step, then by names.
 */
export const PathsQuestion = z
  .object({
    kind: z.literal('paths'),
    startAt: EventName.nullable().default(null),
    endAt: EventName.nullable().default(null),
    /** Only these events; all when empty. */
    only: Names,
    without: Names,
    steps: z
      .number()
      .int('Write a whole number.')
      .min(2, 'At least two steps.')
      .max(10, 'At most 10 steps.')
      .default(5),
    edges: z.number().int().min(5).max(100).default(40),
    range: Range,
    filters: Filters.default([]),
  })
  .refine(({ startAt, endAt }) => startAt === null || endAt === null, {
    path: ['endAt'],
    message: 'Give a start or an end, not both.',
  })
export type PathsQuestion = z.infer<typeof PathsQuestion>

export const PathEdge = z.object({
  /** The step that it leaves; 1 is the first. */
  step: z.number().int(),
  from: z.string(),
  to: z.string(),
  visits: z.number().int(),
  people: z.number().int(),
})
export type PathEdge = z.infer<typeof PathEdge>

export const PathsAnswer = z.object({
  kind: z.literal('paths'),
  /** Visits that have a path of at least two steps. */
  visits: z.number().int(),
  people: z.number().int(),
  edges: z.array(PathEdge),
})
export type PathsAnswer = z.infer<typeof PathsAnswer>
