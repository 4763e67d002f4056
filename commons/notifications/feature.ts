import { defineFeature } from '#platform/feature.ts'

import { notifications as contract } from './contract.ts'
import { inboxChanged, notificationReceived } from './events.ts'
import { handlers } from './handlers.ts'

export const notificationsFeature = defineFeature({
  name: 'notifications',
  contract,
  handlers,
  events: [notificationReceived, inboxChanged],
})
