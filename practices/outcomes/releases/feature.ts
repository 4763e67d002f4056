import { defineFeature } from '#platform/feature.ts'

import { releases as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  effectDeclared,
  effectRead,
  releaseChanged,
  releaseNotesWritten,
  releasePlanned,
  releaseShipped,
  releaseWithdrawn,
} from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { subscribers } from './subscribers.ts'

export const releasesFeature = defineFeature({
  name: 'releases',
  contract,
  handlers,
  subscribers,
  events: [
    releasePlanned,
    releaseChanged,
    releaseNotesWritten,
    effectDeclared,
    releaseShipped,
    releaseWithdrawn,
    effectRead,
  ],
  jobs,
  demo,
})
