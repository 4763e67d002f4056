import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfReview = z.object({ id: RecordId })

export const reviewBooked = defineEvent(
  'success-review.booked.v1',
  OfReview.extend({ releaseId: RecordId, dueOn: z.string() }),
  'booked the success review',
)

/** Its people or its facilitator are others now. */
export const reviewChanged = defineEvent('success-review.changed.v1', OfReview, 'changed the success review')

/** Its day came, or a week more went by, and nobody decided. */
export const reviewFellDue = defineEvent(
  'success-review.fell-due.v1',
  OfReview.extend({ dueOn: z.string(), daysOverdue: z.number().int() }),
  'saw the success review fall due',
)

export const reviewPutOff = defineEvent(
  'success-review.put-off.v1',
  OfReview.extend({ dueOn: z.string() }),
  'put the success review off',
)

/** One side wrote; what it wrote is no part of the fact, for the other side hears it too. */
export const surpriseWritten = defineEvent(
  'success-review.surprise-written.v1',
  OfReview.extend({ side: Side }),
  'wrote what surprised their side',
)

export const surpriseHandedIn = defineEvent(
  'success-review.handed-in.v1',
  OfReview.extend({ side: Side }),
  'handed in what surprised their side',
)

/** Each side may read the other now. */
export const surprisesRevealed = defineEvent(
  'success-review.revealed.v1',
  OfReview,
  'revealed what surprised each side',
)

/** It ended. `initiativeIds` and `keyResultIds` are what the release served, to which the decision is written back. */
export const reviewCompleted = defineEvent(
  'success-review.completed.v1',
  OfReview.extend({
    key: z.string(),
    releaseId: RecordId,
    verdict: z.enum(['continue', 'adjust', 'stop']),
    /** What was learned, in the review’s own words. */
    summary: z.string(),
    reason: z.string(),
    ownerId: MemberId,
    followUpOn: z.string(),
    initiativeIds: z.array(RecordId),
    keyResultIds: z.array(RecordId),
  }),
  'completed the success review',
)
