import { z } from 'zod'

import { RecordId, RecordKey, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'

import { Facts } from './facts/contract.ts'
import { Surprise, surprises } from './surprises/contract.ts'

export { Facts } from './facts/contract.ts'
export { Surprise } from './surprises/contract.ts'

export const VERDICTS = ['continue', 'adjust', 'stop'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

/** A decided one is named by its verdict, so that the line shows what came of it. */
export const REVIEW_STATES = ['booked', 'under way', 'continued', 'adjusted', 'stopped'] as const
export const ReviewState = z.enum(REVIEW_STATES)
export type ReviewState = z.infer<typeof ReviewState>

/** What a review ended in: what follows, why, what was learned, and who sees to it by when. */
export const Decision = z.object({
  verdict: Verdict,
  learned: z.string(),
  reason: z.string(),
  ownerId: MemberId,
  /** The day by which the owner has seen to it. */
  followUpOn: z.string(),
  decidedBy: MemberId.nullable(),
  decidedAt: z.date(),
})
export type Decision = z.infer<typeof Decision>

/** The look back at one release: what was expected, what came, what surprised each side, what follows. */
export const SuccessReview = z.object({
  id: RecordId,
  key: z.string(),
  title: z.string(),
  state: ReviewState,
  stateGroup: RecordSummary.shape.stateGroup,
  version: z.number().int(),
  release: RecordSummary.nullable(),
  windowDays: z.number().int(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  facilitatorId: MemberId.nullable(),
  people: z.array(z.object({ id: MemberId, side: Side.nullable() })),
  surprises: z.array(Surprise),
  revealedAt: z.date().nullable(),
  decision: Decision.nullable(),
})
export type SuccessReview = z.infer<typeof SuccessReview>

/** A review with the facts and what was put off. */
export const SuccessReviewDetail = SuccessReview.extend({
  facts: Facts,
  /** Each time it was put off, newest first. */
  putOff: z.array(
    z.object({ from: z.string(), to: z.string(), reason: z.string(), by: MemberId.nullable(), at: z.date() }),
  ),
  /** What the decision was written back to, beside the release. */
  decides: z.array(RecordSummary),
})
export type SuccessReviewDetail = z.infer<typeof SuccessReviewDetail>

const OfReview = z.object({ key: RecordKey })
const DECIDED = 'It has been decided already.'
const NOT_A_MEMBER = 'One of them is not a member of this workspace.'

/** Each release is looked back at, and the look ends in continue, adjust or stop. */
export const successReviews = {
  book: command('member', '/success-reviews', 'Books a review of a shipped release. Shipping one does that by itself.')
    .input(z.object({ releaseId: RecordId, dueOn: Day.optional() }))
    .output(SuccessReview)
    .errors(
      refusals({
        NOT_SHIPPED: 'A release is reviewed once it has shipped.',
        ALREADY_BOOKED: 'A review of this release is booked already.',
      }),
    ),
  get: query('observer', '/success-reviews/{key}', 'One review by its key, with the facts.')
    .input(OfReview)
    .output(SuccessReviewDetail),
  list: query(
    'observer',
    '/success-reviews',
    'Reviews: those still to hold by their day, or the completed ones, newest first.',
  )
    .input(
      pageById.extend({
        show: z.enum(['open', 'overdue', 'completed']).default('open'),
        verdict: Verdict.optional(),
        memberId: MemberId.optional(),
        releaseId: RecordId.optional(),
      }),
    )
    .output(pageOf(SuccessReview)),
  figures: query(
    'observer',
    '/success-review-figures',
    'How many reviews are due, were held in time, and how they ended.',
  ).output(
    z.object({
      open: z.number().int(),
      overdue: z.number().int(),
      completed: z.number().int(),
      /** Decided within seven days of their day. */
      onTime: z.number().int(),
      verdicts: z.object({ continue: z.number().int(), adjust: z.number().int(), stop: z.number().int() }),
    }),
  ),
  invite: command('member', '/success-reviews/{key}/invite', 'Invites people to a review.')
    .input(OfReview.extend({ memberIds: z.array(MemberId).min(1, 'Choose at least one.').max(50, 'At most fifty.') }))
    .output(SuccessReview)
    .errors(refusals({ NOT_A_MEMBER })),
  handOver: command('member', '/success-reviews/{key}/hand-over', 'Names who facilitates the review.')
    .input(OfReview.extend({ facilitatorId: MemberId }))
    .output(SuccessReview)
    .errors(refusals({ NOT_A_MEMBER, DECIDED })),
  putOff: command('member', '/success-reviews/{key}/put-off', 'Looks again on a later day, with a reason.')
    .input(
      OfReview.extend({
        until: Day,
        reason: z.string().trim().min(1, 'Say why.').max(500, 'At most 500 characters.'),
      }),
    )
    .output(SuccessReview)
    .errors(refusals({ DECIDED, NOT_LATER: 'Choose a day that is still to come.' })),
  decide: command(
    'member',
    '/success-reviews/{key}/decide',
    'Ends a review in continue, adjust or stop, and writes it back to what the release served.',
  )
    .input(
      OfReview.extend({
        verdict: Verdict,
        learned: z.string().trim().min(1, 'Say what you learned.').max(1000, 'At most 1,000 characters.'),
        reason: z.string().trim().min(1, 'Say why.').max(1000, 'At most 1,000 characters.'),
        ownerId: MemberId,
        followUpOn: Day,
      }),
    )
    .output(SuccessReview)
    .errors(
      refusals({
        DECIDED,
        NOT_REVEALED: 'First each side says what surprised it, and both are revealed.',
        NOT_A_MEMBER: 'The owner is not a member of this workspace.',
      }),
    ),
  ...surprises,
}
