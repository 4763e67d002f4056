import { defineFeature } from '#platform/feature.ts'

import { tokens as contract } from './contract.ts'
import { tokenMade, tokenRevoked } from './events.ts'
import { handlers } from './handlers.ts'

export const tokensFeature = defineFeature({ name: 'tokens', contract, handlers, events: [tokenMade, tokenRevoked] })
