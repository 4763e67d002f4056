import { refreshes } from '#platform/client/live-rules.ts'

import { productPersonErased } from '../people/events.ts'
import {
  productProjectAdded,
  productProjectChanged,
  productProjectKeyRenewed,
  productProjectRemoved,
} from '../projects/events.ts'
import { productEvents, productPeople, productProjects } from './api.ts'

const projects = () => [productProjects.byName.key()]

export const live = [
  refreshes(productProjectAdded, projects),
  refreshes(productProjectChanged, projects),
  refreshes(productProjectKeyRenewed, projects),
  refreshes(productProjectRemoved, projects),
  refreshes(productPersonErased, () => [productPeople.list.key(), productEvents.latest.key()]),
]
