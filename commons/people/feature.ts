import { defineFeature } from '#platform/feature.ts'

import { people as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  disciplinePlaced,
  memberChanged,
  memberJoined,
  memberLeft,
  teamChanged,
  teamFormed,
  workspaceChanged,
} from './events.ts'
import { handlers } from './handlers.ts'

export const peopleFeature = defineFeature({
  name: 'people',
  contract,
  handlers,
  events: [memberJoined, memberChanged, memberLeft, disciplinePlaced, teamFormed, teamChanged, workspaceChanged],
  demo,
})
