import { defineFeature } from '#platform/feature.ts'

import { cohorts as contract } from './contract.ts'
import { cohortChanged, cohortRemoved, cohortSaved } from './events.ts'
import { handlers } from './handlers.ts'

export const cohortsFeature = defineFeature({
  name: 'cohorts',
  contract,
  handlers,
  events: [cohortSaved, cohortChanged, cohortRemoved],
})
