import { defineFeature } from '#platform/feature.ts'

import { workStates as contract } from './contract.ts'
import { workStatesChanged } from './events.ts'
import { handlers } from './handlers.ts'

export const workStatesFeature = defineFeature({ name: 'workStates', contract, handlers, events: [workStatesChanged] })
