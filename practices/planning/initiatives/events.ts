import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { Column } from './columns/contract.ts'
import { Verdict } from './contract.ts'

const OfInitiative = z.object({ id: RecordId })

export const initiativeCreated = defineEvent(
  'initiative.created.v1',
  OfInitiative.extend({ key: z.string(), column: Column }),
  'added an initiative',
)

/** Its title, team or owners are others now. */
export const initiativeChanged = defineEvent('initiative.changed.v1', OfInitiative, 'changed an initiative')

/** Product said something new of value or effect, so earlier acceptances no longer count. */
export const initiativeDescribed = defineEvent(
  'initiative.described.v1',
  OfInitiative.extend({ version: z.number().int() }),
  'said what users get',
)

/** It went from one column to another. */
export const initiativeMoved = defineEvent(
  'initiative.moved.v1',
  OfInitiative.extend({ from: Column, to: Column }),
  'moved an initiative',
)

/** It stands elsewhere in the same column. No part of its history. */
export const initiativeOrdered = defineEvent(
  'initiative.ordered.v1',
  OfInitiative.extend({ column: Column }),
  'put initiatives in order',
)

/** Both sides stand behind exactly this version, and it entered Next or Now. */
export const initiativeCommitted = defineEvent(
  'initiative.committed.v1',
  OfInitiative.extend({ column: Column, version: z.number().int() }),
  'committed to an initiative',
)

/** The day by which it should be with users is another now. */
export const initiativeAimed = defineEvent(
  'initiative.aimed.v1',
  OfInitiative.extend({ targetOn: z.string().nullable() }),
  'set the target of an initiative',
)

/** A success review found out what came of it: it is over now. */
export const initiativeVerdictKnown = defineEvent(
  'initiative.verdict-known.v1',
  OfInitiative.extend({ verdict: Verdict, reviewId: RecordId }),
  'wrote a verdict back to an initiative',
)

export const feasibilityAsked = defineEvent(
  'feasibility.asked.v1',
  OfInitiative.extend({ engineeringOwnerId: MemberId.nullable() }),
  'asked engineering what it takes',
)

/** Engineering said what it takes. `hours` since it was asked; null when nobody had asked. */
export const feasibilityGiven = defineEvent(
  'feasibility.given.v1',
  OfInitiative.extend({ version: z.number().int(), hours: z.number().nullable() }),
  'said what it takes',
)

export const evidenceAdded = defineEvent('initiative.evidence-added.v1', OfInitiative, 'added evidence')

export const evidenceRemoved = defineEvent('initiative.evidence-removed.v1', OfInitiative, 'took evidence away')

/** A column of the roadmap promises something else now. */
export const columnCommitted = defineEvent(
  'roadmap-column.committed.v1',
  z.object({ column: Column }),
  'worded what a column promises',
)
