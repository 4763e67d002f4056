import { defineFeature } from '#platform/feature.ts'

import { history as contract } from './contract.ts'
import { deliveryDropped, deliverySentAgain } from './events.ts'
import { handlers } from './handlers.ts'

export const historyFeature = defineFeature({
  name: 'history',
  contract,
  handlers,
  events: [deliverySentAgain, deliveryDropped],
})
