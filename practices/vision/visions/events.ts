import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

/** Somebody wrote in the draft. Only those who look at it need to know. */
export const visionDrafted = defineEvent(
  'vision.drafted.v1',
  z.object({ revision: z.number().int() }),
  'edited the draft of the vision',
)

/** A version waits for the sign-offs of both sides. */
export const visionProposed = defineEvent(
  'vision.proposed.v1',
  z.object({ id: RecordId, number: z.number().int() }),
  'proposed a version of the vision',
)

/** A version took effect. Objectives that serve a changed or retired clause may need another look. */
export const visionPublished = defineEvent(
  'vision.published.v1',
  z.object({
    id: RecordId,
    number: z.number().int(),
    added: z.array(RecordId),
    changed: z.array(RecordId),
    retired: z.array(RecordId),
  }),
  'published the vision',
)

const OfClause = z.object({ id: RecordId, number: z.number().int() })

/** A clause says something else since this version, or holds again. */
export const clauseChanged = defineEvent('clause.changed.v1', OfClause, 'changed the clause')

/** A clause does not hold any more since this version. */
export const clauseRetired = defineEvent('clause.retired.v1', OfClause, 'retired the clause')
