import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { ProductProjectId } from '../projects/contract.ts'

/** Their events are being deleted. Says nothing of who it was. */
export const productPersonErased = defineEvent(
  'product-person.erased.v1',
  z.object({ projectId: ProductProjectId }),
  'deleted a person of a product with their events',
)
