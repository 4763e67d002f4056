import { defineFeature } from '#platform/feature.ts'

import { notifications as contract } from './contract.ts'
import { inboxChanged, notificationReceived } from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const notificationsFeature = defineFeature({
  name: 'notifications',
  contract,
  handlers,
  events: [notificationReceived, inboxChanged],
  subscribers,
  jobs,
})
