import { z } from 'zod'

import { RecordId, RecordKey } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const AlertId = z.uuid().brand<'AlertId'>()
export type AlertId = z.infer<typeof AlertId>

/** Beyond a fixed value, or unusual beside the metric’s own past with its weekdays. */
export const AlertWatches = z.enum(['above', 'below', 'unusual'])
export type AlertWatches = z.infer<typeof AlertWatches>

/** Somewhere to be told when a metric leaves what is expected. */
export const Alert = z.object({
  id: AlertId,
  metricId: RecordId,
  watches: AlertWatches,
  /** The value that must be passed; null for `unusual`. */
  bound: z.number().nullable(),
  /** Told besides the metric’s owners and watchers. */
  memberIds: z.array(MemberId),
  /** The host that a signed message goes to; null when none does. */
  webhookHost: z.string().nullable(),
  /** The latest final value is beyond, and this was told. The next is told only after it came back. */
  isCrossed: z.boolean(),
  snoozedUntil: z.date().nullable(),
  createdBy: MemberId.nullable(),
})
export type Alert = z.infer<typeof Alert>

/** One time that a metric crossed an alert. */
export const AlertCrossing = z.object({
  id: z.uuid(),
  alertId: AlertId.nullable(),
  watches: AlertWatches,
  bound: z.number().nullable(),
  day: z.string(),
  value: z.number(),
  /** What would have been usual on that day, for `unusual`. */
  usual: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Nobody was told, because the alert slept. */
  wasSnoozed: z.boolean(),
  /** The first final day on which it was back; null while it is beyond. */
  backOn: z.string().nullable(),
  at: z.date(),
})
export type AlertCrossing = z.infer<typeof AlertCrossing>

const OfMetric = z.object({ key: RecordKey })
const One = z.object({ id: AlertId })
const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'Write an address such as https://example.com/alerts.' })
  .max(1000, 'At most 1,000 characters.')

/** Being told when a metric leaves what is expected: once a crossing, never a flood. */
export const metricAlerts = {
  add: command('member', '/metrics/{key}/alerts', 'Tells owners, watchers and whoever is named when a metric crosses.')
    .input(
      OfMetric.extend({
        watches: AlertWatches,
        bound: z.number({ error: 'Write a number.' }).nullable().default(null),
        memberIds: z.array(MemberId).max(50, 'At most 50 people.').default([]),
        webhookUrl: WebhookUrl.optional(),
      }),
    )
    .output(Alert)
    .errors(
      refusals({
        BOUND_NEEDED: 'Write the value that must be passed.',
        TOO_MANY_ALERTS: 'A metric has at most 20 alerts. Take one away first.',
        NOT_A_MEMBER: 'One of the people named is not a member of this workspace.',
        PRIVATE_ADDRESS: 'That address lies inside a private network, or nobody answers to its name.',
      }),
    ),
  remove: command('member', '/metric-alerts/{id}/remove', 'Takes an alert away. Its crossings stay.').input(One),
  snooze: command('member', '/metric-alerts/{id}/snooze', 'Tells nobody of an alert until a time; null wakes it.')
    .input(One.extend({ until: z.date().nullable() }))
    .output(Alert)
    .errors(refusals({ NOT_IN_THE_PAST: 'Choose a time that is still to come.' })),
  of: query('observer', '/metrics/{key}/alerts', 'The alerts of a metric, oldest first; at most 20.')
    .input(OfMetric)
    .output(z.array(Alert)),
  secret: query(
    'member',
    '/metric-alerts/{id}/secret',
    'The secret that signs an alert’s messages: HMAC-SHA-256 of the body, in the header x-throughline-signature.',
  )
    .input(One)
    .output(z.object({ secret: z.string() })),
  crossings: query('observer', '/metrics/{key}/alert-crossings', 'When a metric crossed its alerts, newest first.')
    .input(page.extend({ key: RecordKey, after: z.uuid().optional() }))
    .output(pageOf(AlertCrossing)),
}
