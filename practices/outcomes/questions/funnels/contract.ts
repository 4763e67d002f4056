import { z } from 'zod'

import { Range } from '../periods/contract.ts'
import { Breakdown, EventPick, Filters, Part } from '../properties/contract.ts'

const Step = EventPick.extend({ label: z.string().trim().max(80, 'At most 80 characters.').optional() })

const StepNumber = z.number().int().min(1).max(10)

/**
 * How far people get through steps.
 *
 * A person counts once, with the furthest step that they ever reached. Step one has to lie in the range; the others may lie after it, at
 * most the window after step one, the last instant included. A person's events are taken in order of time; those of one instant by the
 * lowest step that they fit, then by id; one event is at most one step of a way.
 *
 * *In order*: between the steps other events may lie. *Strictly*: nothing else that the person did lies between. *Any order*: the way
 * begins with an event that fits any step, in the range, and it counts how many different steps follow within the window; there an
 * event counts for each step that it fits.
 *
 * An exclusion ends a way that has reached its first step and not its second; the event that is excluded cannot itself be that second step.
 * The person may begin again.
 *
 * Of several ways as far, the one that got there first counts; of those, the one whose steps lie latest, looking back from the last.
 * In any order, the one that got there first; of those, the one that began last. From it come the times, in seconds: from the step
 * before, and from step one to the last. The breakdown takes the value at step one of that way; its values are ranked by people, equals by text.
 */
export const FunnelQuestion = z
  .object({
    kind: z.literal('funnel'),
    steps: z.array(Step).min(2, 'A funnel has at least two steps.').max(10, 'At most 10 steps.'),
    order: z.enum(['in order', 'strictly', 'any order']).default('in order'),
    /** From step one. */
    windowSeconds: z
      .number()
      .int('Write a whole number.')
      .min(1, 'At least one second.')
      .max(366 * 86_400, 'At most a year.')
      .default(14 * 86_400),
    exclusions: z
      .array(z.object({ event: EventPick, after: StepNumber, before: StepNumber }))
      .max(5, 'At most 5 exclusions.')
      .default([]),
    breakdown: Breakdown.nullable().default(null),
    range: Range,
    filters: Filters.default([]),
  })
  .superRefine(({ exclusions, order, steps }, context) => {
    if (order === 'any order' && exclusions.length > 0) {
      context.addIssue({ code: 'custom', path: ['exclusions'], message: 'Exclusions need steps in an order.' })
    }
    for (const [i, { after, before }] of exclusions.entries()) {
      if (after < before && before <= steps.length) continue
      context.addIssue({ code: 'custom', path: ['exclusions', i, 'before'], message: 'Choose a later step.' })
    }
  })
export type FunnelQuestion = z.infer<typeof FunnelQuestion>

const Seconds = z.number().nullable()

export const FunnelStep = z.object({
  /** People who came at least this far. */
  people: z.number().int(),
  /** From the step before; of those who came this far. Null for the first step, and where nobody came. */
  meanSeconds: Seconds,
  medianSeconds: Seconds,
})

/** The funnel of everybody, and of each part of the breakdown. */
export const FunnelPart = z.object({
  part: Part,
  steps: z.array(FunnelStep),
  /** From step one to the last; of those who came through. */
  meanSeconds: Seconds,
  medianSeconds: Seconds,
})
export type FunnelPart = z.infer<typeof FunnelPart>

export const FunnelAnswer = z.object({ kind: z.literal('funnel'), parts: z.array(FunnelPart) })
export type FunnelAnswer = z.infer<typeof FunnelAnswer>
