import { defineFeature } from '#platform/feature.ts'

import { productPeople as contract } from './contract.ts'
import { productPersonErased } from './events.ts'
import { handlers } from './handlers.ts'

export const productPeopleFeature = defineFeature({
  name: 'productPeople',
  contract,
  handlers,
  events: [productPersonErased],
})
