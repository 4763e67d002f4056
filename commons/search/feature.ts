import { defineFeature } from '#platform/feature.ts'

import { search as contract } from './contract.ts'
import { handlers } from './handlers.ts'

export const searchFeature = defineFeature({ name: 'search', contract, handlers })
