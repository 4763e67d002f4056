import { defineFeature } from '#platform/feature.ts'

import { shoutOuts as contract } from './contract.ts'
import { demo } from './demo.ts'
import { shoutOutGiven, shoutOutReacted, shoutOutTakenBack } from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const shoutOutsFeature = defineFeature({
  name: 'shoutOuts',
  contract,
  handlers,
  events: [shoutOutGiven, shoutOutTakenBack, shoutOutReacted],
  subscribers,
  demo,
})
