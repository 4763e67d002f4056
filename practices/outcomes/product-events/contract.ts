import { z } from 'zod'

import { page, pageOf, query } from '#platform/api/contract.ts'

import { ProductEvent } from './people/contract.ts'
import { ProductProjectId } from './projects/contract.ts'

/** An event, and whether it is still on its way into the store. */
export const ArrivedEvent = ProductEvent.extend({ isWaiting: z.boolean() })
export type ArrivedEvent = z.infer<typeof ArrivedEvent>

/** Something that was sent and could not be used, with the beginning of it. */
export const Rejection = z.object({
  id: z.uuid(),
  at: z.date(),
  reason: z.string(),
  says: z.string(),
  sample: z.string(),
  source: z.string(),
})
export type Rejection = z.infer<typeof Rejection>

/** What came on one day, by the time of arrival in UTC. Repeated ones were recognised and count once. */
export const IntakeDay = z.object({
  day: z.iso.date(),
  accepted: z.number().int(),
  repeated: z.number().int(),
  refused: z.number().int(),
})
export type IntakeDay = z.infer<typeof IntakeDay>

/** How taking in goes: what waits, and what the store refused. */
export const IntakeState = z.object({
  waiting: z.number().int(),
  /** What waits has waited for longer than a minute. */
  isBehind: z.boolean(),
  stuck: z.number().int(),
  days: z.array(IntakeDay),
})
export type IntakeState = z.infer<typeof IntakeState>

const OfProject = z.object({ projectId: ProductProjectId })

/** What products tell of their use: the stream of events as it arrives. */
export const productEvents = {
  latest: query('member', '/product-events', 'The events of a product that arrived last, newest first.')
    .input(
      OfProject.extend({ name: z.string().max(200).optional(), limit: z.number().int().min(1).max(200).default(50) }),
    )
    .output(z.array(ArrivedEvent)),
  names: query(
    'observer',
    '/product-event-names',
    'The names of a product’s events in the last 90 days, most frequent first.',
  )
    .input(OfProject)
    .output(z.array(z.object({ name: z.string(), count: z.number().int(), lastAt: z.date() }))),
  intake: query('member', '/product-event-intake', 'How many events of a product came in each day, and what waits.')
    .input(OfProject.extend({ days: z.number().int().min(1).max(90).default(30) }))
    .output(IntakeState),
  rejections: query(
    'member',
    '/product-event-rejections',
    'What a product sent that could not be used, and why, newest first.',
  )
    .input(page.extend({ projectId: ProductProjectId, after: z.uuid().optional() }))
    .output(pageOf(Rejection)),
}
