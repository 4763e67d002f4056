import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { Day } from '#platform/api/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { ReviewVerdict, Status } from './contract.ts'

const OfKeyResult = z.object({ id: RecordId, objectiveId: RecordId })

export const keyResultAdded = defineEvent('key-result.added.v1', OfKeyResult, 'promised a key result')

/** Its words or where its value comes from changed; what is promised stayed. */
export const keyResultChanged = defineEvent('key-result.changed.v1', OfKeyResult, 'changed the key result')

/** What is promised changed: its owners accept it anew. */
export const keyResultRetargeted = defineEvent('key-result.retargeted.v1', OfKeyResult, 'changed what is promised')

export const keyResultRemoved = defineEvent('key-result.removed.v1', OfKeyResult, 'took the key result back')

/** It stands at another value. */
export const keyResultMoved = defineEvent(
  'key-result.moved.v1',
  OfKeyResult.extend({ on: Day, value: z.number() }),
  'recorded a value',
)

/** Its pace crossed a bound, by a new value or because time passed. */
export const keyResultStatusChanged = defineEvent(
  'key-result.status-changed.v1',
  OfKeyResult.extend({ from: Status.nullable(), to: Status.nullable() }),
  'changed how it stands',
)

/** Its target is reached for the first time. */
export const keyResultReached = defineEvent('key-result.reached.v1', OfKeyResult, 'reached the key result')

export const keyResultGraded = defineEvent(
  'key-result.graded.v1',
  OfKeyResult.extend({ grade: z.number() }),
  'graded the key result',
)

/** A success review said how to go on. */
export const keyResultJudged = defineEvent(
  'key-result.judged.v1',
  OfKeyResult.extend({ verdict: ReviewVerdict, reviewId: RecordId }),
  'noted the verdict of a success review',
)
