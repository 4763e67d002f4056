import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

/** What should be different for users: which metric moves, which way, how far, within how many days of shipping. */
export const Effect = z.object({
  metricId: RecordId,
  direction: z.enum(['increase', 'decrease']),
  size: z.number('Give a number.').positive('More than nothing.').max(1e12, 'That is too large.'),
  /** `percent` of what would have been without it, or `absolute`, in the metric’s own unit. */
  measure: z.enum(['percent', 'absolute']),
  windowDays: z
    .number('Give a number of days.')
    .int('Whole days.')
    .min(7, 'At least a week.')
    .max(365, 'At most a year.'),
})
export type Effect = z.infer<typeof Effect>

/** What was expected of a release, as somebody declared it before it shipped. The last one counts. */
export const Declared = Effect.extend({
  /** 1 for the first; each change adds one. */
  revision: z.number().int(),
  metric: RecordSummary.nullable(),
  /** Metrics that must not get worse meanwhile. */
  guardrails: z.array(RecordSummary),
  /** A metric in the same unit that the release does not touch, to hold the one that moves against. */
  control: RecordSummary.nullable(),
  /** Why it was changed; empty for the first. */
  reason: z.string(),
  by: MemberId,
  at: z.date(),
  /** The version of the release’s record that it made, which sign-offs name. */
  recordVersion: z.number().int(),
})
export type Declared = z.infer<typeof Declared>

export const effects = {
  declareEffect: command(
    'member',
    '/releases/{key}/effect',
    'Says, before it ships, what a release should change for users. Earlier sign-offs no longer count.',
  )
    .input(
      Effect.extend({
        key: RecordKey,
        guardrailIds: z.array(RecordId).max(10, 'At most ten guardrails.').default([]),
        controlMetricId: RecordId.nullable().default(null),
        /** Needed once both sides have signed. */
        reason: z.string().trim().max(500, 'At most 500 characters.').optional(),
        /** The revision that you saw; 0 when nothing was declared yet. */
        saw: z.number().int().min(0).optional(),
      }),
    )
    .output(Declared)
    .errors(
      refusals({
        EFFECT_IS_FIXED:
          'It has shipped, so what was expected of it stays as it was. Say in its success review what you would expect today.',
        NOT_A_METRIC: 'An effect is measured by a metric of this workspace that is in use.',
        GUARDS_ITSELF: 'The metric that should move cannot be its own guardrail.',
        CONTROL_IS_TOUCHED:
          'A control is a metric that the release does not touch: neither the one that moves nor a guardrail.',
        CONTROL_UNIT: 'A control is counted in the same unit as the metric that should move.',
        REASON_NEEDED: 'Both sides signed this. Say why it changes.',
        CHANGED_MEANWHILE: 'Somebody declared another effect while you wrote. Look again.',
      }),
    ),
}
