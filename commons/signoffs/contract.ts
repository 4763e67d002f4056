import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'

export const SignOffId = z.uuid().brand<'SignOffId'>()
export type SignOffId = z.infer<typeof SignOffId>

export const Verdict = z.enum(['agreed', 'declined'])
export type Verdict = z.infer<typeof Verdict>

/** One member's recorded answer, for the side they stood on, to one exact version of a record. */
export const SignOff = z.object({
  id: SignOffId,
  recordId: RecordId,
  version: z.number().int(),
  memberId: MemberId,
  side: Side,
  verdict: Verdict,
  note: z.string(),
  signedAt: z.date(),
})
export type SignOff = z.infer<typeof SignOff>

/** Recorded agreement of both sides to one exact version of a record. */
export const signoffs = {
  sign: command('member', '/records/{recordId}/sign-off', 'Agrees or declines, for your side, on one exact version.')
    .input(
      z.object({
        recordId: RecordId,
        /** The version that you read. A newer one asks to be read first. */
        version: z.number().int().min(1),
        verdict: Verdict.default('agreed'),
        note: z.string().trim().max(500, 'At most 500 characters.').default(''),
      }),
    )
    .output(SignOff)
    .errors(
      refusals({
        STALE_VERSION: 'It changed since you read it. Read the newest version, then sign.',
        NO_SIDE: 'You stand on neither side, so there is no side to sign for.',
      }),
    ),
  withdraw: command('member', '/sign-offs/{id}/withdraw', 'Takes your own sign-off back.')
    .input(z.object({ id: SignOffId }))
    .errors(refusals({ NOT_YOURS: 'Only who gave a sign-off can take it back.' })),
  of: query(
    'observer',
    '/records/{recordId}/sign-offs',
    'The sign-offs of a record, newest first: those to its present version and the last ones to earlier versions.',
  )
    .input(z.object({ recordId: RecordId }))
    .output(z.object({ version: z.number().int(), missing: z.array(Side), signOffs: z.array(SignOff) })),
}
