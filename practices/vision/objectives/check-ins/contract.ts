import { z } from 'zod'

import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { command, Day, page, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Side } from '#platform/auth/identity.ts'

import { KeyResult } from '../key-results/contract.ts'
import { Said } from '../key-results/readings/contract.ts'

export const CheckInId = z.uuid().brand<'CheckInId'>()
export type CheckInId = z.infer<typeof CheckInId>

/** From 1, it will not be reached, to 10, it surely will. */
export const Confidence = z
  .number('Choose how confident you are.')
  .int('A whole number from 1 to 10.')
  .min(1, 'A whole number from 1 to 10.')
  .max(10, 'A whole number from 1 to 10.')

/** One member's confidence with a sentence. */
export const Answer = z.object({
  memberId: MemberId,
  side: Side,
  confidence: Confidence,
  sentence: z.string(),
  at: z.date(),
  /** Given once both sides could be seen, so it does not count for the gap. */
  afterReveal: z.boolean(),
})
export type Answer = z.infer<typeof Answer>

const Mean = z.number().nullable()

/**
 * One week's round on a key result. Until both sides have answered it tells nobody but yourself what you answered:
 * neither number nor sentence, only which sides have.
 */
export const CheckIn = z.object({
  id: CheckInId,
  keyResultId: RecordId,
  /** The Monday of its week, in the workspace's zone. */
  week: Day,
  value: z.number().nullable(),
  openedAt: z.date(),
  answered: z.object({ product: z.boolean(), engineering: z.boolean() }),
  revealedAt: z.date().nullable(),
  /** Each side's mean confidence; null until both are in. */
  product: Mean,
  engineering: Mean,
  /** The distance between them; from 3 it is to be talked about. */
  gap: Mean,
  isGap: z.boolean(),
  /** All answers once revealed; before that only yours. */
  answers: z.array(Answer),
})
export type CheckIn = z.infer<typeof CheckIn>

/** What each side believes of a key result, week by week, without hearing the other first. */
export const checkIns = {
  list: query('observer', '/key-results/{keyResultId}/check-ins', 'The rounds of a key result, newest week first.')
    .input(page.extend({ keyResultId: RecordId, after: Day.optional() }))
    .output(pageOf(CheckIn)),
  due: query('observer', '/check-ins/due', 'The key results that you own and have not checked in on this week.')
    .input(pageById)
    .output(pageOf(z.object({ keyResult: KeyResult, checkIn: CheckIn.nullable() }))),
  checkIn: command(
    'contributor',
    '/key-results/{keyResultId}/check-ins',
    'Answers this week’s round for yourself. Until the other side has answered you can answer again.',
  )
    .input(
      Said.extend({
        keyResultId: RecordId,
        confidence: Confidence,
        sentence: z.string().trim().max(500, 'At most 500 characters: a sentence or two.').default(''),
      }),
    )
    .output(CheckIn)
    .errors(
      refusals({
        NOT_RUNNING: 'Check-ins begin once both owners have accepted the targets, and end with the objective.',
        NO_SIDE: 'You stand on neither side, so there is no side to answer for.',
        SAY_WHY: 'Your confidence or the status has fallen. Say what happened.',
        ALREADY_REVEALED:
          'Both sides have answered this week, so yours stays as it is. The next round begins on Monday.',
        COMES_BY_ITSELF: 'Its value comes from a metric or from linked work. Leave the value out.',
      }),
    ),
  gaps: query('observer', '/confidence-gaps', 'Running key results on which the sides last differed by 3 or more.')
    .input(pageById)
    .output(pageOf(z.object({ keyResult: RecordSummary, checkIn: CheckIn, openSince: Day }))),
}
