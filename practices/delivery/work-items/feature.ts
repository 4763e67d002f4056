import { defineFeature } from '#platform/feature.ts'

import { workItems as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  workItemAssigned,
  workItemChanged,
  workItemCompleted,
  workItemCreated,
  workItemMoved,
  workItemPlaced,
  workItemRemoved,
  workItemReopened,
  workItemRestored,
  workItemsImported,
  workItemsImportUndone,
} from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const workItemsFeature = defineFeature({
  name: 'workItems',
  contract,
  handlers,
  events: [
    workItemCreated,
    workItemChanged,
    workItemMoved,
    workItemPlaced,
    workItemCompleted,
    workItemReopened,
    workItemAssigned,
    workItemRemoved,
    workItemRestored,
    workItemsImported,
    workItemsImportUndone,
  ],
  subscribers,
  demo,
})
