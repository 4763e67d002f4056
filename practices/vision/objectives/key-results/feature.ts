import { defineFeature } from '#platform/feature.ts'

import { keyResults as contract } from './contract.ts'
import {
  keyResultAdded,
  keyResultChanged,
  keyResultGraded,
  keyResultJudged,
  keyResultMoved,
  keyResultReached,
  keyResultRemoved,
  keyResultRetargeted,
  keyResultStatusChanged,
} from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const keyResultsFeature = defineFeature({
  name: 'keyResults',
  contract,
  handlers,
  subscribers,
  jobs,
  events: [
    keyResultAdded,
    keyResultChanged,
    keyResultRetargeted,
    keyResultRemoved,
    keyResultMoved,
    keyResultStatusChanged,
    keyResultReached,
    keyResultGraded,
    keyResultJudged,
  ],
})
