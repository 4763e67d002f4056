import { defineFeature } from '#platform/feature.ts'

import { productEvents as contract } from './contract.ts'
import { handlers } from './handlers.ts'
import { intakeRoutes } from './intake/routes.ts'
import { jobs, startMoving } from './movement/jobs.ts'

// The routes wake whoever moves what they took in; both belong to one server.
let wake = () => {}

export const productEventsFeature = defineFeature({
  name: 'productEvents',
  contract,
  handlers,
  jobs,
  routes: (host, now) => intakeRoutes(host, now, () => wake()),
  begin: (host) => {
    const moving = startMoving(host)
    wake = () => moving.wake()
    return moving
  },
})
