import { defineFeature } from '#platform/feature.ts'

import { changes as contract } from './contract.ts'
import { routes } from './deliveries/routes.ts'
import { changeMerged, changeOpened, changeUpdated, connectionEnded, connectionMade, deliveryHeard } from './events.ts'
import { handlers } from './handlers.ts'

export const changesFeature = defineFeature({
  name: 'changes',
  contract,
  handlers,
  routes,
  events: [changeOpened, changeUpdated, changeMerged, connectionMade, connectionEnded, deliveryHeard],
})
