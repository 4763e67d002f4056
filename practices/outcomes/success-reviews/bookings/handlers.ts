import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { membersById, workspaceOf } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { type MemberId, type Side, SIDES } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import type { Emit } from '#platform/events/outbox.ts'
import { type Day, dayIn } from '#platform/time/days.ts'
import { metricsById } from '#practices/outcomes/metrics/lookups.ts'
import { releasesById, type ReleaseSummary } from '#practices/outcomes/releases/lookups.ts'

import { type SuccessReview, successReviews as contract } from '../contract.ts'
import { reviewBooked } from '../events.ts'
import { findReview, type FoundReview, insertReview, peopleOf, putPeople, reviewsOfReleases } from '../queries.ts'
import { dueOnFor, isDecided, maySee, USUAL_WINDOW_DAYS } from '../rules.ts'
import { surprisesOf } from '../surprises/queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type By = { tx: Transaction; workspaceId: string; emit: Emit; me: { id: MemberId } | null; now: Date }

/** Both leads, who declared the effect and who shipped it; for a side that lacks, the metric's owner of that side. */
async function invitedTo({ tx, workspaceId }: By, release: ReleaseSummary, shippedBy: string | null) {
  const { leadIds, effect } = release
  const metric = effect && (await metricsById(tx, workspaceId, [effect.metricId])).get(effect.metricId)
  const first = [leadIds.product, leadIds.engineering, effect?.by ?? null, shippedBy].filter((id) => id !== null)
  const members = await membersById(tx, workspaceId, [...first, ...(metric?.ownerIds ?? [])])
  const here = (ids: readonly string[]) =>
    ids.flatMap((id) => members.get(id) ?? []).filter(({ hasLeft, side }) => !hasLeft && side !== null)
  const invited = here(first)
  for (const side of SIDES) {
    if (invited.some((member) => member.side === side)) continue
    invited.push(...here(metric?.ownerIds ?? []).filter((member) => member.side === side))
  }
  return [...new Set(invited.map(({ id }) => id))]
}

/** Books the review of a shipped release, for the day after its window. Returns nothing when it has one already. */
export async function bookReview(by: By, release: ReleaseSummary, shippedBy: string | null, dueOn?: Day) {
  const { tx, workspaceId, emit, now } = by
  if (!release.shippedOn || (await reviewsOfReleases(tx, workspaceId, [release.id])).length > 0) return
  const windowDays = release.effect?.windowDays ?? USUAL_WINDOW_DAYS
  const people = await invitedTo(by, release, shippedBy)
  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'success-review',
    title: `Success review of ${release.title}`,
    state: 'booked',
    stateGroup: 'open',
    teamId: release.teamId,
    by: by.me?.id ?? null,
    now,
  })
  const { product, engineering } = release.leadIds
  const facilitatorId = people.find((one) => one === product) ?? people.find((one) => one === engineering) ?? people[0]
  const day = dueOn ?? dueOnFor(release.shippedOn, windowDays)
  await insertReview(tx, {
    workspaceId,
    id,
    releaseId: release.id,
    windowDays,
    dueOn: day,
    facilitatorId: facilitatorId ?? null,
  })
  await putPeople(tx, workspaceId, id, people)
  await watchRecord(tx, workspaceId, id, people)
  await connect(by, { from: id, to: release.id, kind: 'decides' })
  emit(reviewBooked, { id, releaseId: release.id, dueOn: day }, { record: id, other: release.id })
  return key
}

/** Reviews as lists and pages show them to this reader: what the other side wrote stays hidden before the reveal. */
export async function shownReviews(
  tx: Transaction,
  workspaceId: string,
  found: FoundReview[],
  reader: { side: Side | null },
  now: Date,
): Promise<SuccessReview[]> {
  const ids = found.map(({ id }) => id)
  const releases = await recordsById(
    tx,
    workspaceId,
    found.map(({ releaseId }) => releaseId),
  )
  const people = await peopleOf(tx, workspaceId, ids)
  const members = await membersById(tx, workspaceId, [...people.values()].flat())
  const written = await surprisesOf(tx, workspaceId, ids)
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  return found.map((review) => ({
    id: review.id,
    key: review.key,
    title: review.title,
    state: review.state,
    stateGroup: review.stateGroup,
    version: review.version,
    release: releases.get(review.releaseId) ?? null,
    windowDays: review.windowDays,
    dueOn: review.dueOn,
    isOverdue: !isDecided(review) && review.dueOn < today,
    facilitatorId: review.facilitatorId,
    people: (people.get(review.id) ?? []).map((id) => ({ id, side: members.get(id)?.side ?? null })),
    surprises: SIDES.map((side) => {
      const own = written.find((one) => one.reviewId === review.id && one.side === side)
      const isSeen = maySee(side, reader.side, review.revealedAt)
      return {
        side,
        isHandedIn: own?.isHandedIn ?? false,
        text: isSeen && own ? own.text : null,
        by: isSeen && own ? own.by : null,
      }
    }),
    revealedAt: review.revealedAt,
    decision:
      review.verdict && review.ownerId && review.followUpOn && review.decidedAt
        ? {
            verdict: review.verdict,
            learned: review.learned,
            reason: review.reason,
            ownerId: review.ownerId,
            followUpOn: review.followUpOn,
            decidedBy: review.decidedById,
            decidedAt: review.decidedAt,
          }
        : null,
  }))
}

const book = api.book.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now } = context
  const release = (await releasesById(tx, workspaceId, [input.releaseId])).get(input.releaseId)
  if (!release) throw errors.NOT_FOUND()
  if (!release.shippedOn) throw errors.NOT_SHIPPED()
  const key = await bookReview(context, release, me.id, input.dueOn)
  if (!key) throw errors.ALREADY_BOOKED()
  return (await shownReviews(tx, workspaceId, [(await findReview(tx, workspaceId, key))!], me, now))[0]!
})

export const bookingHandlers = { book }
