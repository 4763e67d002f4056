import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { Day } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { CheckInId } from './contract.ts'

const OfRound = z.object({ id: RecordId, checkInId: CheckInId, week: Day })

/** Somebody answered this week's round. What they answered is not said: the other side has yet to speak. */
export const keyResultCheckedIn = defineEvent('key-result.checked-in.v1', OfRound.extend({ side: Side }), 'checked in')

/** Both sides are in: now everybody may see what each believes. */
export const checkInRevealed = defineEvent('check-in.revealed.v1', OfRound, 'completed the check-in')

/** The sides differ by 3 or more. Something for the next weekly sync. */
export const confidenceGapOpened = defineEvent(
  'confidence.gap-opened.v1',
  OfRound.extend({ gap: z.number() }),
  'opened a confidence gap',
)

/** They are within 3 of each other again. `days` since the gap opened. */
export const confidenceGapClosed = defineEvent(
  'confidence.gap-closed.v1',
  OfRound.extend({ days: z.number().int() }),
  'closed a confidence gap',
)

/** An owner has key results without a check-in this week. Heard by that owner alone. */
export const checkInsDue = defineEvent(
  'check-ins.due.v1',
  z.object({ memberId: MemberId, week: Day, keyResultIds: z.array(RecordId) }),
  'is asked to check in',
)
