import { defineFeature } from '#platform/feature.ts'

import { imports as contract } from './contract.ts'
import { importAdvanced, importBegun, importDiscussed, importEnded, importFetched, importUndone } from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const importsFeature = defineFeature({
  name: 'imports',
  contract,
  handlers,
  events: [importBegun, importFetched, importDiscussed, importAdvanced, importEnded, importUndone],
  subscribers,
})
