import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

const OfDelivery = z.object({ eventNumber: z.number().int(), listener: z.string() })

/** An admin had a delivery tried again that had failed for good. */
export const deliverySentAgain = defineEvent('delivery.sent-again.v1', OfDelivery, 'sent a failed delivery again')

/** An admin gave a delivery up: its listener will never hear of that event. */
export const deliveryDropped = defineEvent('delivery.dropped.v1', OfDelivery, 'dropped a failed delivery')
