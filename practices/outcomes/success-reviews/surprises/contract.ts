import { z } from 'zod'

import { RecordKey } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'

/** What surprised one side. The other side reads it only once both are in, or the facilitator reveals. */
export const Surprise = z.object({
  side: Side,
  isHandedIn: z.boolean(),
  /** Null while it is hidden from the reader, and where nothing was written. */
  text: z.string().nullable(),
  by: MemberId.nullable(),
})
export type Surprise = z.infer<typeof Surprise>

const OfReview = z.object({ key: RecordKey })
const REVEALED = 'Both sides have read each other already, so nothing more is written blind.'
const NO_SIDE = 'You stand on neither side, so there is no side to write for.'

export const surprises = {
  writeSurprise: command(
    'member',
    '/success-reviews/{key}/surprise',
    'Writes, for your side, what surprised you. The other side does not see it yet.',
  )
    .input(
      OfReview.extend({
        text: z.string().trim().max(4000, 'At most 4,000 characters.'),
        /** The text that you saw, so that a colleague’s words are not overwritten unseen. */
        saw: z.string().max(4000).optional(),
      }),
    )
    .output(Surprise)
    .errors(
      refusals({
        NO_SIDE,
        REVEALED,
        CHANGED_MEANWHILE: 'A colleague of your side wrote while you did. Look again.',
      }),
    ),
  handIn: command(
    'member',
    '/success-reviews/{key}/hand-in',
    'Hands in what your side wrote. When both sides have, each reads the other.',
  )
    .input(OfReview)
    .output(z.object({ isRevealed: z.boolean() }))
    .errors(refusals({ NO_SIDE, REVEALED, NOTHING_WRITTEN: 'Your side has written nothing yet.' })),
  reveal: command(
    'member',
    '/success-reviews/{key}/reveal',
    'Shows each side what the other wrote, before both have handed in.',
  )
    .input(OfReview)
    .errors(
      refusals({
        REVEALED,
        NOT_FACILITATOR: 'Only the facilitator or an admin reveals before both sides have handed in.',
        NOTHING_WRITTEN: 'Neither side has written anything yet.',
      }),
    ),
}
