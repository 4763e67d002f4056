import { defineFeature } from '#platform/feature.ts'

import { files as contract } from './contract.ts'
import { fileRemoved, fileUploaded } from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.ts'

export const filesFeature = defineFeature({
  name: 'files',
  contract,
  handlers,
  events: [fileUploaded, fileRemoved],
  jobs,
  routes,
})
