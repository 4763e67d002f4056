import { defineFeature } from '#platform/feature.ts'

import { dashboards as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  dashboardBroughtBack,
  dashboardChanged,
  dashboardCreated,
  dashboardDigestChosen,
  dashboardRetired,
  dashboardShared,
  dashboardShareTakenBack,
} from './events.ts'
import { handlers } from './handlers.ts'
import { jobs } from './jobs.ts'

export const dashboardsFeature = defineFeature({
  name: 'dashboards',
  contract,
  handlers,
  jobs,
  events: [
    dashboardCreated,
    dashboardChanged,
    dashboardRetired,
    dashboardBroughtBack,
    dashboardShared,
    dashboardShareTakenBack,
    dashboardDigestChosen,
  ],
  demo,
})
