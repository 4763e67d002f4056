import { clientOf } from '#platform/client/client.ts'

import type { productEvents as events } from '../contract.ts'
import type { productPeople as people } from '../people/contract.ts'
import type { productProjects as projects } from '../projects/contract.ts'

export const productEvents = clientOf<typeof events>('productEvents')
export const productPeople = clientOf<typeof people>('productPeople')
export const productProjects = clientOf<typeof projects>('productProjects')
