import { defineFeature } from '#platform/feature.ts'

import { links as contract } from './contract.ts'
import { recordsLinked, recordsUnlinked } from './events.ts'
import { handlers } from './handlers.ts'

export const linksFeature = defineFeature({
  name: 'links',
  contract,
  handlers,
  events: [recordsLinked, recordsUnlinked],
})
