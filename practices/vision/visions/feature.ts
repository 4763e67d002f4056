import { defineFeature } from '#platform/feature.ts'

import { visions as contract } from './contract.ts'
import { demo } from './demo.ts'
import { clauseChanged, clauseRetired, visionDrafted, visionProposed, visionPublished } from './events.ts'
import { handlers } from './handlers.ts'

export const visionsFeature = defineFeature({
  name: 'visions',
  contract,
  handlers,
  events: [visionDrafted, visionProposed, visionPublished, clauseChanged, clauseRetired],
  demo,
})
