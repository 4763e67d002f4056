import { z } from 'zod'

import { command, page, pageOf, query } from '#platform/api/contract.ts'

import { ProductProjectId } from '../projects/contract.ts'

/** Somebody who uses a product: identified, joined from several ids, or described. */
export const ProductPerson = z.object({
  id: z.uuid(),
  distinctIds: z.array(z.string()),
  isIdentified: z.boolean(),
  properties: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
  changedAt: z.date(),
})
export type ProductPerson = z.infer<typeof ProductPerson>

/** One event as it is stored. */
export const ProductEvent = z.object({
  id: z.uuid(),
  at: z.date(),
  receivedAt: z.date(),
  name: z.string(),
  distinctId: z.string(),
  personId: z.uuid(),
  sessionId: z.string(),
  groups: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.unknown()),
  source: z.string(),
})
export type ProductEvent = z.infer<typeof ProductEvent>

const OfPerson = z.object({ projectId: ProductProjectId, id: z.uuid() })

/** The people behind the events. */
export const productPeople = {
  list: query('member', '/product-people', 'The known people of a product, last changed first.')
    .input(
      page.extend({
        projectId: ProductProjectId,
        after: z.uuid().optional(),
        text: z.string().trim().max(200).optional(),
      }),
    )
    .output(pageOf(ProductPerson)),
  get: query('member', '/product-people/{id}', 'One person of a product.').input(OfPerson).output(ProductPerson),
  export: query(
    'admin',
    '/product-people/{id}/export',
    'Everything that is kept of one person: ids, properties and events, newest first.',
  )
    .input(
      OfPerson.extend({
        after: z.string().max(100).optional(),
        limit: z.number().int().min(1).max(1000).default(1000),
      }),
    )
    .output(z.object({ person: ProductPerson, items: z.array(ProductEvent), next: z.string().optional() })),
  erase: command(
    'admin',
    '/product-people/{id}/erase',
    'Deletes a person with all of their events. It cannot be brought back, and takes up to a minute.',
  ).input(OfPerson),
}
