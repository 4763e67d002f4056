import { defineFeature } from '#platform/feature.ts'

import { productProjects as contract } from './contract.ts'
import {
  productProjectAdded,
  productProjectChanged,
  productProjectKeyRenewed,
  productProjectRemoved,
} from './events.ts'
import { handlers } from './handlers.ts'

export const productProjectsFeature = defineFeature({
  name: 'productProjects',
  contract,
  handlers,
  events: [productProjectAdded, productProjectChanged, productProjectKeyRenewed, productProjectRemoved],
})
