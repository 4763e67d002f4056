import { z } from 'zod'

import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { ProductProjectId } from '#practices/outcomes/product-events/projects/contract.ts'

import { CohortId, EventPick, Filter } from '../properties/contract.ts'

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

const CohortName = z.string().trim().min(1, 'Give the cohort a name.').max(100, 'At most 100 characters.')

/** People who have something in common, by a name that filters use. */
export const Cohort = z.object({
  id: CohortId,
  projectId: ProductProjectId,
  name: z.string(),
  rule: CohortRule,
  editedAt: z.date(),
})
export type Cohort = z.infer<typeof Cohort>

const taken = refusals({ NAME_TAKEN: 'There is a cohort of this name already.' })

/** Groups of people by what they are and did, reckoned anew whenever they are asked for. */
export const cohorts = {
  list: query('observer', '/cohorts', 'The cohorts of a product, by name.')
    .input(page.extend({ projectId: ProductProjectId, after: CohortId.optional() }))
    .output(pageOf(Cohort)),
  size: query('observer', '/cohorts/{id}/size', 'How many people are in a cohort now.')
    .input(z.object({ id: CohortId }))
    .output(z.object({ people: z.number().int() }))
    .errors(refusals({ TOO_LARGE: 'That is more than can be counted in 20 seconds. Name fewer days.' })),
  save: command('member', '/cohorts', 'Keeps a cohort under a name, to filter by.')
    .input(z.object({ projectId: ProductProjectId, name: CohortName, rule: CohortRule }))
    .output(Cohort)
    .errors(taken),
  change: command('member', '/cohorts/{id}/change', 'Changes the name of a cohort, or who is in it.')
    .input(z.object({ id: CohortId, name: CohortName.optional(), rule: CohortRule.optional() }))
    .output(Cohort)
    .errors(taken),
  remove: command(
    'member',
    '/cohorts/{id}/remove',
    'Removes a cohort. It is refused while a question in use filters by it.',
  )
    .input(z.object({ id: CohortId }))
    .errors(refusals({ IN_USE: 'A question filters by it. Change or retire that one first.' })),
}
