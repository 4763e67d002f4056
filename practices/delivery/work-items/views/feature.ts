import { defineFeature } from '#platform/feature.ts'

import { workViews as contract } from './contract.ts'
import { workViewChanged } from './events.ts'
import { handlers } from './handlers.ts'

export const workViewsFeature = defineFeature({ name: 'workViews', contract, handlers, events: [workViewChanged] })
