import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { upOver, walk } from '#commons/links/lookups.ts'
import { membersAmong, membersById, workspaceOf } from '#commons/people/lookups.ts'
import type { RecordType } from '#commons/records/contract.ts'
import { updateRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import { nextPage } from '#platform/api/page.ts'
import { newId } from '#platform/database/ids.ts'
import { dayIn } from '#platform/time/days.ts'
import { keyResults } from '#practices/vision/objectives/key-results/contract.ts'

import { bookingHandlers, shownReviews } from './bookings/handlers.ts'
import { successReviews as contract } from './contract.ts'
import { reviewChanged, reviewCompleted, reviewPutOff } from './events.ts'
import { factsOf } from './facts/queries.ts'
import {
  changeReview,
  delaysOf,
  findReview,
  type FoundReview,
  insertDelay,
  peopleOf,
  putPeople,
  reviewFigures,
  reviewsShown,
} from './queries.ts'
import { isDecided, STATE_OF, whyNotDecide } from './rules.ts'
import { surpriseHandlers } from './surprises/handlers.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function shownOne({ tx, workspaceId, me, now }: Inside, review: FoundReview) {
  return (await shownReviews(tx, workspaceId, [review], me, now))[0]!
}

const shownAnew = async (context: Inside, key: string) =>
  shownOne(context, (await findReview(context.tx, context.workspaceId, key))!)

const get = api.get.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId } = context
  const review = await findReview(tx, workspaceId, input.key)
  const facts = review && (review.facts ?? (await factsOf(tx, workspaceId, review.releaseId, review.windowDays)))
  if (!review || !facts) throw errors.NOT_FOUND()
  const decides = (await upOver(tx, workspaceId, 'decides', [review.id])).get(review.id) ?? []
  return {
    ...(await shownOne(context, review)),
    facts,
    putOff: await delaysOf(tx, workspaceId, review.id),
    decides: decides.filter(({ id }) => id !== review.releaseId),
  }
})

const list = api.list.handler(async ({ input, context }) => {
  const { tx, workspaceId, me, now } = context
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  const found = await reviewsShown(tx, workspaceId, input, today)
  const { items, ...rest } = nextPage(found, input.limit, ({ id }) => id)
  return { items: await shownReviews(tx, workspaceId, items, me, now), ...rest }
})

const figures = api.figures.handler(async ({ context: { tx, workspaceId, now } }) => {
  const { timeZone } = await workspaceOf(tx, workspaceId)
  return reviewFigures(tx, workspaceId, dayIn(timeZone, now), timeZone)
})

const invite = api.invite.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  const ids = [...new Set(input.memberIds)]
  if ((await membersAmong(tx, workspaceId, ids)).size < ids.length) throw errors.NOT_A_MEMBER()

  const known = (await peopleOf(tx, workspaceId, [review.id])).get(review.id) ?? []
  const added = ids.filter((id) => !known.includes(id))
  if (added.length > 0) {
    await putPeople(tx, workspaceId, review.id, added)
    await watchRecord(tx, workspaceId, review.id, added)
    const names = [...(await membersById(tx, workspaceId, added)).values()].map(({ name }) => name)
    const changes = [{ field: 'invited', from: null, to: names.join(', ') }]
    emit(reviewChanged, { id: review.id }, { record: review.id, changes })
  }
  return shownAnew(context, review.key)
})

const handOver = api.handOver.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  if (isDecided(review)) throw errors.DECIDED()
  const { facilitatorId } = input
  const people = await membersById(
    tx,
    workspaceId,
    [review.facilitatorId, facilitatorId].filter((id) => id !== null),
  )
  if (people.get(facilitatorId)?.hasLeft !== false) throw errors.NOT_A_MEMBER()

  if (facilitatorId !== review.facilitatorId) {
    await changeReview(tx, workspaceId, review.id, { facilitatorId })
    await putPeople(tx, workspaceId, review.id, [facilitatorId])
    await watchRecord(tx, workspaceId, review.id, [facilitatorId])
    const nameOf = (id: string | null) => (id ? (people.get(id)?.name ?? null) : null)
    const changes = [{ field: 'facilitator', from: nameOf(review.facilitatorId), to: nameOf(facilitatorId) }]
    emit(reviewChanged, { id: review.id }, { record: review.id, changes })
  }
  return shownAnew(context, review.key)
})

const putOff = api.putOff.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  if (isDecided(review)) throw errors.DECIDED()
  const { timeZone } = await workspaceOf(tx, workspaceId)
  if (input.until <= dayIn(timeZone, now)) throw errors.NOT_LATER()

  const { until, reason } = input
  await changeReview(tx, workspaceId, review.id, { dueOn: until })
  await insertDelay(tx, {
    workspaceId,
    id: newId(),
    reviewId: review.id,
    from: review.dueOn,
    to: until,
    reason,
    byId: me.id,
    at: now,
  })
  const changes = [
    { field: 'day', from: review.dueOn, to: until },
    { field: 'reason', from: null, to: reason },
  ]
  emit(reviewPutOff, { id: review.id, dueOn: until }, { record: review.id, other: review.releaseId, changes })
  return shownAnew(context, review.key)
})

const WRITTEN_BACK: RecordType[] = ['initiative', 'key-result']

const decide = api.decide.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const review = await findReview(tx, workspaceId, input.key)
  if (!review) throw errors.NOT_FOUND()
  const refusal = whyNotDecide(review)
  if (refusal) throw errors[refusal]()
  const { verdict, learned, reason, ownerId, followUpOn } = input
  if (!(await membersAmong(tx, workspaceId, [ownerId])).has(ownerId)) throw errors.NOT_A_MEMBER()

  const facts = await factsOf(tx, workspaceId, review.releaseId, review.windowDays)
  await changeReview(tx, workspaceId, review.id, {
    verdict,
    learned,
    reason,
    ownerId,
    followUpOn,
    decidedById: me.id,
    decidedAt: now,
    ...(facts ? { facts } : {}),
  })
  const text = `${learned}\n${reason}`
  // What both sides may sign is the decision, so it makes a version.
  await updateRecord(
    tx,
    workspaceId,
    review.id,
    { state: STATE_OF[verdict], stateGroup: 'done', text, newVersion: true },
    now,
  )
  await watchRecord(tx, workspaceId, review.id, [ownerId])

  const above = (await walk(tx, workspaceId, review.releaseId, 'up', 500)).steps.map(({ record }) => record)
  const served = above.filter(({ type }) => WRITTEN_BACK.includes(type))
  for (const record of served) await connect(context, { from: review.id, to: record.id, kind: 'decides' })
  const idsOf = (type: RecordType) => served.filter((record) => record.type === type).map(({ id }) => id)
  for (const id of idsOf('key-result')) {
    await ask(keyResults, context).noteVerdict({ id, verdict, reviewId: review.id })
  }
  emit(
    reviewCompleted,
    {
      id: review.id,
      key: review.key,
      releaseId: review.releaseId,
      verdict,
      summary: learned,
      reason,
      ownerId,
      followUpOn,
      initiativeIds: idsOf('initiative'),
      keyResultIds: idsOf('key-result'),
    },
    {
      record: review.id,
      other: review.releaseId,
      changes: [
        { field: 'decision', from: null, to: verdict },
        { field: 'learned', from: null, to: learned },
      ],
    },
  )
  return shownAnew(context, review.key)
})

export const handlers = api.router({
  get,
  list,
  figures,
  invite,
  handOver,
  putOff,
  decide,
  ...bookingHandlers,
  ...surpriseHandlers,
})
