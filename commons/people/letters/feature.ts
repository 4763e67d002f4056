import { defineFeature } from '#platform/feature.ts'

import { letters as contract } from './contract.ts'
import { handlers } from './handlers.ts'
import { forgetJob } from './jobs.ts'

export const lettersFeature = defineFeature({ name: 'letters', contract, handlers, jobs: [forgetJob] })
