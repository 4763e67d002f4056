import { z } from 'zod'

import { EventPick, Filter } from '../properties/contract.ts'

const isOfPerson = (filter: Filter) => 'property' in filter && filter.property.of === 'person'
const Event = EventPick.refine(({ filters }) => filters.every((filter) => 'property' in filter), {
  path: ['filters'],
  message: 'A cohort cannot stand on another one.',
})
const Days = z.number().int('Write whole days.').min(1, 'At least one day.').max(3650, 'At most ten years.')
const Times = z.number().int('Write a whole number.').min(1, 'At least once.').max(100_000)

/**
 * One thing about a person: a filter on what they are now, or what they did: the event at least so many times in the last days, each of 24
 * hours back from now, both ends included; or not even once.
 */
export const CohortCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('has'), filter: Filter.refine(isOfPerson, 'Choose a property of people.') }),
  z.object({ kind: z.literal('did'), event: Event, atLeast: Times.default(1), days: Days }),
  z.object({ kind: z.literal('did not'), event: Event, days: Days }),
])
export type CohortCondition = z.infer<typeof CohortCondition>

/** The people with at least one event, ever, for whom all conditions hold, or at least one. */
export const CohortRule = z.object({
  match: z.enum(['all', 'any']).default('all'),
  conditions: z.array(CohortCondition).min(1, 'Give at least one condition.').max(10, 'At most 10 conditions.'),
})
export type CohortRule = z.infer<typeof CohortRule>
