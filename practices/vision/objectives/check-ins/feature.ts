import { defineFeature } from '#platform/feature.ts'

import { checkIns as contract } from './contract.ts'
import { checkInRevealed, checkInsDue, confidenceGapClosed, confidenceGapOpened, keyResultCheckedIn } from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const checkInsFeature = defineFeature({
  name: 'checkIns',
  contract,
  handlers,
  subscribers,
  jobs,
  events: [keyResultCheckedIn, checkInRevealed, confidenceGapOpened, confidenceGapClosed, checkInsDue],
})
