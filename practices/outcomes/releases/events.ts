import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { ReadingOutcome } from './readings/contract.ts'

const OfRelease = z.object({ id: RecordId })

export const releasePlanned = defineEvent('release.planned.v1', OfRelease, 'planned the release')

/** Its version, name, day, team, leads, target or contents are others now. */
export const releaseChanged = defineEvent('release.changed.v1', OfRelease, 'changed the release')

export const releaseNotesWritten = defineEvent('release.notes-written.v1', OfRelease, 'wrote the release notes')

/** What it should change for users was said, or said anew: earlier sign-offs no longer count. */
export const effectDeclared = defineEvent(
  'release.effect-declared.v1',
  OfRelease.extend({ revision: z.number().int(), metricId: RecordId, recordVersion: z.number().int() }),
  'declared what it should change',
)

/** It is with its users. `metricId` and `windowDays` are null when no effect was declared. */
export const releaseShipped = defineEvent(
  'release.shipped.v1',
  OfRelease.extend({
    key: z.string(),
    version: z.string(),
    /** The day in the workspace’s zone. */
    shippedOn: z.string(),
    metricId: RecordId.nullable(),
    windowDays: z.number().int().nullable(),
  }),
  'shipped the release',
)

export const releaseWithdrawn = defineEvent('release.withdrawn.v1', OfRelease, 'withdrew the release')

/** A horizon is over and the metric was read, for the first time or anew. */
export const effectRead = defineEvent(
  'release.effect-read.v1',
  OfRelease.extend({
    metricId: RecordId,
    role: z.enum(['expected', 'guardrail']),
    horizonDays: z.number().int(),
    outcome: ReadingOutcome,
  }),
  'read what it moved',
)
