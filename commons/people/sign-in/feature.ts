import { defineFeature } from '#platform/feature.ts'

import { signIn as contract } from './contract.ts'
import { signInProviderRegistered, signInProviderRemoved } from './events.ts'
import { handlers } from './handlers.ts'

export const signInFeature = defineFeature({
  name: 'signIn',
  contract,
  handlers,
  events: [signInProviderRegistered, signInProviderRemoved],
})
