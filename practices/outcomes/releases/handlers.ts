import { implement } from '@orpc/server'

import { upOver } from '#commons/links/lookups.ts'
import { membersById, teamsById } from '#commons/people/lookups.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import type { Transaction } from '#platform/database/database.ts'
import { workItemsById } from '#practices/delivery/work-items/lookups.ts'

import { calibrationHandlers } from './calibration/handlers.ts'
import { bring, contentHandlers, shownAnew, shownReleases } from './contents/handlers.ts'
import { releases as contract } from './contract.ts'
import { effectHandlers, shownDeclared } from './effects/handlers.ts'
import { releaseChanged, releaseNotesWritten, releasePlanned } from './events.ts'
import { draftNotes as draft } from './notes/rules.ts'
import { changeRelease, findRelease, insertRelease, newestReleases, releasesShipped } from './queries.ts'
import { readingHandlers, shownReadings } from './readings/handlers.ts'
import { changesBetween, MAY_BRING, standsAt, titleOf } from './rules.ts'
import { shippingHandlers } from './shipping/handlers.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

type Placed = {
  teamId?: string | null | undefined
  productLeadId?: string | null | undefined
  engineeringLeadId?: string | null | undefined
}

const leadsOf = ({ productLeadId, engineeringLeadId }: Placed) =>
  [productLeadId, engineeringLeadId].filter((id) => !!id)

async function whyNotPlace(tx: Transaction, workspaceId: string, placed: Placed) {
  const { teamId } = placed
  if (teamId && !(await teamsById(tx, workspaceId, [teamId])).has(teamId)) return 'NOT_A_TEAM'
  const found = await membersById(tx, workspaceId, leadsOf(placed) as string[])
  for (const [id, side] of [
    [placed.productLeadId, 'product'],
    [placed.engineeringLeadId, 'engineering'],
  ] as const) {
    if (!id) continue
    const member = found.get(id)
    if (!member || member.hasLeft) return 'NOT_A_MEMBER'
    if (member.side !== side) return 'WRONG_SIDE'
  }
}

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, now, emit } = context
  const refusal = await whyNotPlace(tx, workspaceId, input)
  if (refusal) throw errors[refusal]()
  const records = [...(await recordsById(tx, workspaceId, input.contents)).values()]
  if (records.length < new Set(input.contents).size) throw errors.NOT_FOUND()
  if (records.some(({ type }) => !MAY_BRING.includes(type))) throw errors.DOES_NOT_FIT()

  const { version, name = '', plannedOn = null, target = '' } = input
  const { id, key } = await registerRecord(tx, workspaceId, {
    type: 'release',
    title: titleOf({ version, name }),
    state: 'planned',
    stateGroup: 'open',
    teamId: input.teamId ?? null,
    by: me.id,
    now,
  })
  await insertRelease(tx, {
    workspaceId,
    id,
    version,
    name,
    plannedOn,
    target,
    notes: '',
    productLeadId: input.productLeadId ?? null,
    engineeringLeadId: input.engineeringLeadId ?? null,
    standsAt: standsAt({ shippedAt: null, plannedOn }, now),
    editedAt: now,
  })
  await watchRecord(tx, workspaceId, id, leadsOf(input) as string[])
  emit(releasePlanned, { id }, { record: id })
  if (records.length > 0) await bring(context, { id }, records)
  return shownAnew(context, key)
})

const edit = api.edit.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  const { key, seenAt, ...given } = input
  if (seenAt && seenAt.getTime() !== release.editedAt.getTime()) throw errors.CHANGED_MEANWHILE()
  const refusal = await whyNotPlace(tx, workspaceId, given)
  if (refusal) throw errors[refusal]()

  const next = { ...release, ...given }
  const people = await membersById(tx, workspaceId, [...leadsOf(release), ...leadsOf(next)] as string[])
  const teams = await teamsById(
    tx,
    workspaceId,
    [release.teamId, next.teamId].filter((id) => id !== null),
  )
  const changes = changesBetween(release, next, (id) => (people.get(id) ?? teams.get(id))?.name ?? 'unknown')
  if (changes.length > 0) {
    const { teamId, ...own } = given
    await changeRelease(tx, workspaceId, release.id, {
      ...own,
      standsAt: standsAt(next, release.shippedAt || release.plannedOn ? now : release.standsAt),
      editedAt: now,
    })
    await updateRecord(
      tx,
      workspaceId,
      release.id,
      { title: titleOf(next), ...(teamId === undefined ? {} : { teamId }) },
      now,
    )
    await watchRecord(tx, workspaceId, release.id, leadsOf(next) as string[])
    emit(releaseChanged, { id: release.id }, { record: release.id, changes })
  }
  return shownAnew(context, key)
})

const draftNotes = api.draftNotes.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  const brought = (await upOver(tx, workspaceId, 'delivers', [release.id])).get(release.id) ?? []
  const work = await workItemsById(
    tx,
    workspaceId,
    brought.map(({ id }) => id),
  )
  return { notes: draft(brought.map((record) => ({ ...record, kind: work.get(record.id)?.type }))) }
})

const writeNotes = api.writeNotes.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const release = await findRelease(tx, workspaceId, input.key)
  if (!release) throw errors.NOT_FOUND()
  if (input.saw !== undefined && input.saw !== release.notes) throw errors.CHANGED_MEANWHILE()
  if (input.notes === release.notes) return
  await changeRelease(tx, workspaceId, release.id, { notes: input.notes })
  await updateRecord(tx, workspaceId, release.id, { text: input.notes }, now)
  emit(releaseNotesWritten, { id: release.id }, { record: release.id })
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await findRelease(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  const [release] = await shownReleases(tx, workspaceId, [found])
  return {
    ...release!,
    stateGroup: found.stateGroup,
    records: (await upOver(tx, workspaceId, 'delivers', [found.id])).get(found.id) ?? [],
    notes: found.notes,
    url: found.url,
    repository: found.repository,
    tag: found.tag,
    declared: (await shownDeclared(tx, workspaceId, [found.id])).get(found.id) ?? [],
    readings: (await shownReadings(tx, workspaceId, [found.id])).get(found.id) ?? [],
  }
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await newestReleases(tx, workspaceId, input), input.limit, ({ id }) => id)
  return { items: await shownReleases(tx, workspaceId, items), ...rest }
})

const marks = api.marks.handler(async ({ input, context: { tx, workspaceId } }) =>
  (await releasesShipped(tx, workspaceId, input.from, input.to)).map((release) => ({
    id: release.id,
    key: release.key,
    title: release.title,
    version: release.version,
    // Only shipped ones were asked for.
    shippedAt: release.shippedAt!,
    shippedOn: release.shippedOn!,
    teamId: release.teamId,
    state: release.state,
  })),
)

export const handlers = api.router({
  create,
  edit,
  draftNotes,
  writeNotes,
  get,
  list,
  marks,
  ...contentHandlers,
  ...effectHandlers,
  ...shippingHandlers,
  ...readingHandlers,
  ...calibrationHandlers,
})
