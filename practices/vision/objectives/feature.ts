import { defineFeature } from '#platform/feature.ts'

import { objectives as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  objectiveAccepted,
  objectiveActivated,
  objectiveChanged,
  objectiveDrafted,
  objectiveDropped,
  objectiveFinished,
  objectiveProposed,
  objectiveReaffirmed,
  objectiveReopened,
  objectiveRolledOver,
  objectiveTakenBack,
  reaffirmationAsked,
} from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const objectivesFeature = defineFeature({
  name: 'objectives',
  contract,
  handlers,
  subscribers,
  events: [
    objectiveDrafted,
    objectiveChanged,
    objectiveProposed,
    objectiveTakenBack,
    objectiveAccepted,
    objectiveActivated,
    objectiveReopened,
    objectiveFinished,
    objectiveDropped,
    objectiveRolledOver,
    reaffirmationAsked,
    objectiveReaffirmed,
  ],
  demo,
})
