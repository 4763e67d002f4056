import { clientOf } from '#platform/client/client.ts'
import type { productEvents as eventsContract } from '#practices/outcomes/product-events/contract.ts'
import type { productProjects as projectsContract } from '#practices/outcomes/product-events/projects/contract.ts'

import type { cohorts as cohortsContract } from '../cohorts/contract.ts'
import type { questions as contract } from '../contract.ts'
import type { metricFeeds as feedsContract } from '../feeds/contract.ts'

export const questions = clientOf<typeof contract>('questions')
export const cohorts = clientOf<typeof cohortsContract>('cohorts')
export const metricFeeds = clientOf<typeof feedsContract>('metricFeeds')
export const productProjects = clientOf<typeof projectsContract>('productProjects')
export const productEvents = clientOf<typeof eventsContract>('productEvents')
