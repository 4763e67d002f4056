import { defineFeature } from '#platform/feature.ts'

import { people as contract } from './contract.ts'
import { disciplinePlaced, memberChanged, memberJoined, memberLeft, teamChanged, teamFormed } from './events.ts'
import { handlers } from './handlers.ts'

export const peopleFeature = defineFeature({
  name: 'people',
  contract,
  handlers,
  events: [memberJoined, memberChanged, memberLeft, disciplinePlaced, teamFormed, teamChanged],
})
