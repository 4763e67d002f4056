import { z } from 'zod'

import { Emoji, Reaction } from '#commons/comments/contract.ts'
import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const VALUES = ['ownership', 'craft', 'care for users', 'teaching', 'courage', 'calm', 'invisible work'] as const
export const Value = z.enum(VALUES)
export type Value = z.infer<typeof Value>

/** Thanks said in the open. `about` is the work it thanks for. */
export const ShoutOut = z.object({
  id: RecordId,
  key: z.string(),
  from: MemberId,
  to: z.array(MemberId),
  message: z.string(),
  value: Value.nullable(),
  about: z.array(RecordSummary),
  reactions: z.array(Reaction),
  givenAt: z.date(),
})
export type ShoutOut = z.infer<typeof ShoutOut>

const Colleagues = z
  .array(MemberId)
  .min(1, 'Choose at least one colleague.')
  .max(10, 'At most ten at once.')
  .transform((ids) => [...new Set(ids)])
const Message = z.string().trim().min(1, 'Say what they did.').max(500, 'At most 500 characters.')

/** Thanks said in the open: one person to one or more colleagues, for something they did. */
export const shoutOuts = {
  give: command('contributor', '/shout-outs', 'Thanks colleagues in the open, for something they did.')
    .input(
      z.object({
        to: Colleagues,
        message: Message,
        value: Value.optional(),
        about: z.array(RecordId).max(5).default([]),
      }),
    )
    .output(ShoutOut)
    .errors(
      refusals({
        NOT_YOURSELF: 'Thank someone other than yourself.',
        NOT_A_MEMBER: 'One of them is not a member of this workspace.',
        NOTHING_TO_THANK_FOR:
          'A shout-out can be about work, releases, key results, initiatives, metrics and success reviews.',
      }),
    ),
  takeBack: command('contributor', '/shout-outs/{id}/take-back', 'Takes your own shout-out back, within 15 minutes.')
    .input(z.object({ id: RecordId }))
    .errors(
      refusals({
        NOT_YOURS: 'Only its giver can take a shout-out back.',
        TOO_LATE: 'It was given more than 15 minutes ago.',
      }),
    ),
  react: command('contributor', '/shout-outs/{id}/react', 'Gives a reaction, or takes the same one back.')
    .input(z.object({ id: RecordId, emoji: Emoji, give: z.boolean().default(true) }))
    .errors(refusals({ TOO_MANY_KINDS: 'A shout-out holds at most eight kinds of reaction.' })),
  get: query('observer', '/shout-outs/{key}', 'One shout-out by its key.')
    .input(z.object({ key: z.string() }))
    .output(ShoutOut),
  list: query('observer', '/shout-outs', 'The newest shout-outs, all or those for one member.')
    .input(page.extend({ after: RecordId.optional(), to: MemberId.optional() }))
    .output(pageOf(ShoutOut)),
}
