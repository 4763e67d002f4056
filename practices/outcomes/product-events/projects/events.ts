import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { ProductProjectId } from './contract.ts'

const OfProject = z.object({ id: ProductProjectId })

export const productProjectAdded = defineEvent(
  'product-project.added.v1',
  OfProject,
  'added a product that sends events',
)

export const productProjectChanged = defineEvent(
  'product-project.changed.v1',
  OfProject,
  'changed what is kept of a product’s events',
)

/** The old key is refused from now on. */
export const productProjectKeyRenewed = defineEvent(
  'product-project.key-renewed.v1',
  OfProject,
  'gave a product another key for its events',
)

/** Its events and people are being deleted. */
export const productProjectRemoved = defineEvent(
  'product-project.removed.v1',
  OfProject,
  'removed a product with its events',
)
