import { defineFeature } from '#platform/feature.ts'

import { metricFeeds as contract } from './contract.ts'
import { metricFed, metricFeedCounted, metricFeedRemoved } from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const metricFeedsFeature = defineFeature({
  name: 'metricFeeds',
  contract,
  handlers,
  jobs,
  subscribers,
  events: [metricFed, metricFeedRemoved, metricFeedCounted],
})
