import { defineFeature } from '#platform/feature.ts'

import { documents as contract } from './contract.ts'
import { documentEdited, documentRestored } from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const documentsFeature = defineFeature({
  name: 'documents',
  contract,
  handlers,
  subscribers,
  events: [documentEdited, documentRestored],
})
