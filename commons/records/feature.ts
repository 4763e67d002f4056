import { defineFeature } from '#platform/feature.ts'

import { records as contract } from './contract.ts'
import { handlers } from './handlers.ts'

export const recordsFeature = defineFeature({ name: 'records', contract, handlers })
