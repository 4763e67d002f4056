import { defineFeature } from '#platform/feature.ts'

import { metricAlerts as contract } from './contract.ts'
import {
  metricAlertAdded,
  metricAlertCleared,
  metricAlertCrossed,
  metricAlertRemoved,
  metricAlertSnoozed,
} from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const metricAlertsFeature = defineFeature({
  name: 'metricAlerts',
  contract,
  handlers,
  subscribers,
  jobs,
  events: [metricAlertAdded, metricAlertRemoved, metricAlertSnoozed, metricAlertCrossed, metricAlertCleared],
})
