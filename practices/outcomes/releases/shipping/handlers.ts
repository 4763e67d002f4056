import { implement } from '@orpc/server'

import { teamsById, workspaceOf } from '#commons/people/lookups.ts'
import { recordsById, recordsByKey } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord } from '#commons/records/register.ts'
import { isJoint, signoffsOf } from '#commons/signoffs/sign.ts'
import { type Asked, inWorkspace, type Inside } from '#platform/api/answer.ts'
import { dayIn } from '#platform/time/days.ts'

import { bring, shownAnew } from '../contents/handlers.ts'
import { releases as contract } from '../contract.ts'
import { declaredFor } from '../effects/queries.ts'
import { releasePlanned, releaseShipped, releaseWithdrawn } from '../events.ts'
import {
  changeRelease,
  findPublished,
  findRelease,
  type FoundRelease,
  insertRelease,
  plannedReleases,
} from '../queries.ts'
import { MAY_BRING, titleOf, versionInTag } from '../rules.ts'
import { whyNotShip } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function readiness({ tx, workspaceId }: Inside, release: FoundRelease) {
  const effect = (await declaredFor(tx, workspaceId, [release.id])).get(release.id)?.[0]
  const signed = (await signoffsOf(tx, workspaceId, [release.id])).get(release.id) ?? []
  return { effect, isSigned: isJoint(signed, release.recordVersion) }
}

/** Puts down that it is with its users, and tells it. */
async function nowShipped(context: Inside, release: FoundRelease, shippedAt: Date, because: string | null) {
  const { tx, workspaceId, now, emit } = context
  const { effect } = await readiness(context, release)
  const shippedOn = dayIn((await workspaceOf(tx, workspaceId)).timeZone, shippedAt)
  await changeRelease(tx, workspaceId, release.id, {
    shippedAt,
    shippedOn,
    shippedBecause: because,
    standsAt: shippedAt,
  })
  await updateRecord(tx, workspaceId, release.id, { state: 'shipped', stateGroup: 'done' }, now)
  emit(
    releaseShipped,
    {
      id: release.id,
      key: release.key,
      version: release.version,
      shippedOn,
      metricId: effect?.metricId ?? null,
      windowDays: effect?.windowDays ?? null,
    },
    {
      record: release.id,
      changes: [
        { field: 'state', from: release.state, to: 'shipped' },
        ...(because
          ? [{ field: effect ? 'shipped unsigned because' : 'no effect declared because', from: null, to: because }]
          : []),
      ],
    },
  )
}

const ship = api.ship.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  const { effect, isSigned } = await readiness(context, release)
  const hasEffect = effect !== undefined
  const refusal = whyNotShip({ state: release.state, hasEffect, isSigned, because: input.because })
  if (refusal) throw errors[refusal]()
  const shippedAt = input.shippedAt ?? now
  if (shippedAt > now) throw errors.IN_THE_FUTURE()

  await nowShipped(context, release, shippedAt, hasEffect && isSigned ? null : (input.because ?? null))
  return shownAnew(context, release.key)
})

const withdraw = api.withdraw.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  if (release.state === 'withdrawn') throw errors.WITHDRAWN()
  await changeRelease(tx, workspaceId, release.id, { withdrawnBecause: input.because })
  await updateRecord(tx, workspaceId, release.id, { state: 'withdrawn', stateGroup: 'dropped' }, now)
  emit(
    releaseWithdrawn,
    { id: release.id },
    {
      record: release.id,
      changes: [
        { field: 'state', from: release.state, to: 'withdrawn' },
        { field: 'reason', from: null, to: input.because },
      ],
    },
  )
  return shownAnew(context, release.key)
})

type Publication = { version: string; name: string; repository: string; tag: string; teamId: string | null }

async function writeDown(context: Inside, { version, name, repository, tag, teamId }: Publication) {
  const { tx, workspaceId, me, now, emit } = context
  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'release',
    title: titleOf({ version, name }),
    state: 'planned',
    stateGroup: 'open',
    teamId,
    by: me.id,
    now,
  })
  const given = { version, name, repository, tag, notes: '', target: '', standsAt: now, editedAt: now }
  await insertRelease(tx, { workspaceId, id, ...given })
  emit(releasePlanned, { id }, { record: id })
  return (await findRelease(tx, workspaceId, key))!
}

/** The planned release that a publication carries out: the next one of its version, and of its team when both have one. */
async function planOf({ tx, workspaceId }: Inside, { version, teamId }: Pick<Publication, 'version' | 'teamId'>) {
  const planned = await plannedReleases(tx, workspaceId)
  return planned.find(
    (release) => versionInTag(release.version) === version && (!teamId || !release.teamId || release.teamId === teamId),
  )
}

// A clock elsewhere may run a little ahead of ours.
const AHEAD_MS = 10 * 60_000

const putPublished = api.putPublished.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now } = context
  const { repository, tag, publishedAt, teamId = null } = input
  if (publishedAt.getTime() > now.getTime() + AHEAD_MS) throw errors.IN_THE_FUTURE()
  if (teamId && !(await teamsById(tx, workspaceId, [teamId])).has(teamId)) throw errors.NOT_A_TEAM()

  const version = versionInTag(tag)
  // A name that only repeats the tag says nothing.
  const name = input.name && versionInTag(input.name) !== version ? input.name : ''
  const publication = { version, name, repository, tag, teamId }
  const release =
    (await findPublished(tx, workspaceId, repository, tag)) ??
    (await planOf(context, publication)) ??
    (await writeDown(context, publication))

  // What people wrote here stays; what is still empty is filled from there.
  const filled = {
    name: release.name || name,
    notes: release.notes || (input.notes ?? ''),
    url: input.url ?? release.url,
    repository,
    tag,
  }
  await changeRelease(tx, workspaceId, release.id, filled)
  if (filled.name !== release.name || filled.notes !== release.notes) {
    const title = titleOf({ ...release, name: filled.name })
    await updateRecord(tx, workspaceId, release.id, { title, text: filled.notes }, now)
  }
  const brought = [
    ...(await recordsById(tx, workspaceId, input.contains)).values(),
    ...(await recordsByKey(tx, workspaceId, input.workKeys)).values(),
  ].filter(({ type }) => MAY_BRING.includes(type))
  await bring(context, release, brought)

  if (release.state === 'planned') {
    const { effect, isSigned } = await readiness(context, release)
    const lacks = !effect ? 'an effect was declared' : isSigned ? undefined : 'both sides had signed'
    const because = lacks ? `It was published from ${repository} before ${lacks}.` : null
    await nowShipped(context, release, publishedAt < now ? publishedAt : now, because)
  }
  return shownAnew(context, release.key)
})

export const shippingHandlers = { ship, withdraw, putPublished }
