import { defineFeature } from '#platform/feature.ts'

import { metrics as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  guardrailCrossed,
  metricBroughtBack,
  metricChanged,
  metricCreated,
  metricRetired,
  metricTargetReached,
  metricValueRecorded,
  metricValueRemoved,
} from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const metricsFeature = defineFeature({
  name: 'metrics',
  contract,
  handlers,
  subscribers,
  events: [
    metricCreated,
    metricChanged,
    metricRetired,
    metricBroughtBack,
    metricValueRecorded,
    metricValueRemoved,
    metricTargetReached,
    guardrailCrossed,
  ],
  demo,
})
