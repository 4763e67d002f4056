import { defineFeature } from '#platform/feature.ts'

import { invites as contract } from './contract.ts'
import { inviteMade, inviteRevoked, inviteUsed } from './events.ts'
import { handlers } from './handlers.ts'

export const invitesFeature = defineFeature({
  name: 'invites',
  contract,
  handlers,
  events: [inviteMade, inviteRevoked, inviteUsed],
})
