import { defineFeature } from '#platform/feature.ts'

import { metricQueries as contract } from './contract.ts'
import { metricQueryRemoved, metricQueryRun, metricQuerySet } from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'

export const metricQueriesFeature = defineFeature({
  name: 'metricQueries',
  contract,
  handlers,
  jobs,
  events: [metricQuerySet, metricQueryRemoved, metricQueryRun],
})
