import { defineFeature } from '#platform/feature.ts'

import { signoffs as contract } from './contract.ts'
import { recordSignedOff, signOffWithdrawn } from './events.ts'
import { handlers } from './handlers.ts'

export const signoffsFeature = defineFeature({
  name: 'signoffs',
  contract,
  handlers,
  events: [recordSignedOff, signOffWithdrawn],
})
