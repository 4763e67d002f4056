import { implement } from '@orpc/server'

import { updateRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'

import { successReviews as contract } from '../contract.ts'
import { surpriseHandedIn, surprisesRevealed, surpriseWritten } from '../events.ts'
import { changeReview, findReview, type FoundReview } from '../queries.ts'
import { isRevealDue, whyNotReveal } from '../rules.ts'
import { markHandedIn, putSurprise, surprisesOf } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const writeSurprise = api.writeSurprise.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  if (!me.side) throw errors.NO_SIDE()
  if (review.revealedAt) throw errors.REVEALED()
  const before = (await surprisesOf(tx, workspaceId, [review.id])).find(({ side }) => side === me.side)
  if (input.saw !== undefined && input.saw !== (before?.text ?? '')) throw errors.CHANGED_MEANWHILE()

  const { text } = input
  await putSurprise(tx, workspaceId, { reviewId: review.id, side: me.side, text, byId: me.id, writtenAt: now })
  if (review.state === 'booked') {
    await updateRecord(tx, workspaceId, review.id, { state: 'under way', stateGroup: 'active' }, now)
  }
  emit(surpriseWritten, { id: review.id, side: me.side })
  return { side: me.side, text, by: me.id, isHandedIn: before?.isHandedIn ?? false }
})

async function revealNow({ tx, workspaceId, now, emit }: Inside, review: FoundReview) {
  await changeReview(tx, workspaceId, review.id, { revealedAt: now })
  if (review.state === 'booked') {
    await updateRecord(tx, workspaceId, review.id, { state: 'under way', stateGroup: 'active' }, now)
  }
  emit(surprisesRevealed, { id: review.id }, { record: review.id })
}

const handIn = api.handIn.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  if (!me.side) throw errors.NO_SIDE()
  if (review.revealedAt) throw errors.REVEALED()
  const written = await surprisesOf(tx, workspaceId, [review.id])
  const own = written.find(({ side }) => side === me.side)
  if (!own) throw errors.NOTHING_WRITTEN()

  if (!own.isHandedIn) {
    await markHandedIn(tx, workspaceId, review.id, me.side)
    emit(surpriseHandedIn, { id: review.id, side: me.side }, { record: review.id })
  }
  const isRevealed = isRevealDue(written.map((one) => (one === own ? { ...one, isHandedIn: true } : one)))
  if (isRevealed) await revealNow(context, review)
  return { isRevealed }
})

const reveal = api.reveal.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  const refusal = whyNotReveal(review, me, await surprisesOf(tx, workspaceId, [review.id]))
  if (refusal) throw errors[refusal]()
  await revealNow(context, review)
})

export const surpriseHandlers = { writeSurprise, handIn, reveal }
