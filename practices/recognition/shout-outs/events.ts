import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

export const shoutOutGiven = defineEvent(
  'shout-out.given.v1',
  z.object({ id: RecordId, key: z.string(), from: MemberId, to: z.array(MemberId) }),
  'gave a shout-out',
)

/** Within the window of regret, so listeners must undo what they did on `given`. */
export const shoutOutTakenBack = defineEvent(
  'shout-out.taken-back.v1',
  z.object({ id: RecordId }),
  'took a shout-out back',
)

/** Somebody gave a reaction to a shout-out or took one back. */
export const shoutOutReacted = defineEvent('shout-out.reacted.v1', z.object({ id: RecordId }), 'reacted to a shout-out')
