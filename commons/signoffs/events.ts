import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { SignOffId, Verdict } from './contract.ts'

const OfRecord = z.object({
  id: SignOffId,
  recordId: RecordId,
  version: z.number().int(),
  memberId: MemberId,
  side: Side,
})

/** A member agreed or declined, for their side, on one exact version. */
export const recordSignedOff = defineEvent(
  'record.signed-off.v1',
  OfRecord.extend({ verdict: Verdict }),
  'answered for their side',
)

export const signOffWithdrawn = defineEvent('record.sign-off-withdrawn.v1', OfRecord, 'took a sign-off back')
