import { defineFeature } from '#platform/feature.ts'

import { cycles as contract } from './contract.ts'
import { handlers } from './handlers.ts'

export const cyclesFeature = defineFeature({ name: 'cycles', contract, handlers })
