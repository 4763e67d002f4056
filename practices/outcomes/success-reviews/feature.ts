import { defineFeature } from '#platform/feature.ts'

import { successReviews as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  reviewBooked,
  reviewChanged,
  reviewCompleted,
  reviewFellDue,
  reviewPutOff,
  surpriseHandedIn,
  surprisesRevealed,
  surpriseWritten,
} from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const successReviewsFeature = defineFeature({
  name: 'successReviews',
  contract,
  handlers,
  events: [
    reviewBooked,
    reviewChanged,
    reviewFellDue,
    reviewPutOff,
    surpriseWritten,
    surpriseHandedIn,
    surprisesRevealed,
    reviewCompleted,
  ],
  subscribers,
  jobs,
  demo,
})
