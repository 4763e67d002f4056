import { defineFeature } from '#platform/feature.ts'

import { initiatives as contract } from './contract.ts'
import { demo } from './demo.ts'
import * as events from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const initiativesFeature = defineFeature({
  name: 'initiatives',
  contract,
  handlers,
  events: Object.values(events),
  subscribers,
  demo,
})
