import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { CohortId } from '../properties/contract.ts'

const OfCohort = z.object({ id: CohortId })

export const cohortSaved = defineEvent('cohort.saved.v1', OfCohort, 'kept a cohort')

export const cohortChanged = defineEvent('cohort.changed.v1', OfCohort, 'changed a cohort')

export const cohortRemoved = defineEvent('cohort.removed.v1', OfCohort, 'removed a cohort')
