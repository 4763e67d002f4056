import { defineFeature } from '#platform/feature.ts'

import { workLabels as contract } from './contract.ts'
import { workLabelAdded, workLabelChanged, workLabelRemoved } from './events.ts'
import { handlers } from './handlers.ts'

export const workLabelsFeature = defineFeature({
  name: 'workLabels',
  contract,
  handlers,
  events: [workLabelAdded, workLabelChanged, workLabelRemoved],
})
