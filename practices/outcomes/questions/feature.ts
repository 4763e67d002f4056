import { defineFeature } from '#platform/feature.ts'

import { questions as contract } from './contract.ts'
import { questionBroughtBack, questionChanged, questionRetired, questionSaved } from './events.ts'
import { handlers } from './handlers.ts'

export const questionsFeature = defineFeature({
  name: 'questions',
  contract,
  handlers,
  events: [questionSaved, questionChanged, questionRetired, questionBroughtBack],
})
