import { implement } from '@orpc/server'

import { connect, disconnect } from '#commons/links/connect.ts'
import { upOver } from '#commons/links/lookups.ts'
import { isFitting } from '#commons/links/rules.ts'
import { membersById, teamsById } from '#commons/people/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import { registerRecord, updateRecord, watchRecord } from '#commons/records/register.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'
import type { Side } from '#platform/auth/identity.ts'

import { objectives as contract } from '../contract.ts'
import { cycleOf, quarterAt } from '../cycles/rules.ts'
import { objectiveChanged, objectiveDrafted, objectiveProposed, objectiveTakenBack } from '../events.ts'
import { todayIn } from '../key-results/lookups.ts'
import { changeKeyResult, keyResultsOf } from '../key-results/queries.ts'
import { dayNumber } from '../key-results/rules.ts'
import { shownObjective } from '../lookups.ts'
import { changeObjective, findObjective, insertObjective, type ObjectiveRow } from '../queries.ts'
import { isClosed, whyNotOwn, whyNotPropose, whyNotTakeBack } from '../rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const create = api.create.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now } = context
  const owners = { productOwnerId: input.productOwnerId ?? null, engineeringOwnerId: input.engineeringOwnerId ?? null }
  const refusal = whyNotOwn(owners, await sidesOf(context, owners))
  if (refusal) throw errors[refusal]()
  if (input.teamId && !(await teamsById(tx, workspaceId, [input.teamId])).has(input.teamId)) throw errors.NO_SUCH_TEAM()
  const cycle = input.cycle ?? quarterAt(await todayIn(tx, workspaceId, now))
  const id = await draftObjective(context, { title: input.title, cycle, teamId: input.teamId ?? null, ...owners })
  const misfit = await serveInOrder(context, id, input.serves)
  if (misfit) throw errors[misfit]()
  return shownObjective(context, id)
})

type Draft = {
  title: string
  cycle: string
  teamId: string | null
  productOwnerId: ObjectiveRow['productOwnerId']
  engineeringOwnerId: ObjectiveRow['engineeringOwnerId']
  rolledFromId?: RecordId
}

/** Registers a draft. Its owners are told from then on what happens to it. */
export async function draftObjective(context: Inside, { title, teamId, ...draft }: Draft) {
  const { tx, workspaceId, me, now, emit } = context
  const registered = { type: 'objective', title, state: 'draft', stateGroup: 'open', teamId } as const
  const { id } = await registerRecord(tx, workspaceId, { ...registered, by: me.id, now })
  const { startsOn, endsOn } = cycleOf(draft.cycle)!
  await insertObjective(tx, workspaceId, { id, state: 'draft', startsOn, endsOn, ...draft })
  await watchRecord(tx, workspaceId, id, ownersOf(draft))
  emit(objectiveDrafted, { id }, { record: id })
  return id
}

type Owners = Pick<ObjectiveRow, 'productOwnerId' | 'engineeringOwnerId'>

export const ownersOf = (owners: Owners) =>
  [owners.productOwnerId, owners.engineeringOwnerId].filter((id) => id !== null)

/** The side of each owner who is a member today. */
export async function sidesOf({ tx, workspaceId }: Inside, owners: Owners) {
  const found = await membersById(tx, workspaceId, ownersOf(owners))
  return new Map(
    [...found].flatMap(([id, { side, hasLeft }]): [string, Side | null][] => (hasLeft ? [] : [[id, side]])),
  )
}

/** Links an objective to what it serves, in this order: the first link made is its main reason. */
async function serveInOrder(context: Inside, id: RecordId, wanted: RecordId[]) {
  const { tx, workspaceId } = context
  const reasons = await recordsById(tx, workspaceId, wanted)
  if (wanted.some((one) => one === id || !isFitting('serves', 'objective', reasons.get(one)?.type ?? 'page')))
    return 'DOES_NOT_FIT'
  const before = ((await upOver(tx, workspaceId, 'serves', [id])).get(id) ?? []).map((record) => record.id)
  // Those at the beginning that stay in their place keep their links; the rest is linked anew, to stand in order.
  const kept = wanted.findIndex((one, i) => before[i] !== one)
  const same = kept === -1 ? wanted.length : kept
  for (const to of before.slice(same)) await disconnect(context, { from: id, to, kind: 'serves' })
  for (const to of new Set(wanted.slice(same))) {
    if ((await connect(context, { from: id, to, kind: 'serves' })) === 'circle') return 'WOULD_CIRCLE'
  }
}

const edit = api.edit.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (isClosed(row)) throw errors.CLOSED()
  const teams = await teamsById(
    tx,
    workspaceId,
    [row.teamId, input.teamId].filter((id) => id != null),
  )
  if (input.teamId && !teams.has(input.teamId)) throw errors.NO_SUCH_TEAM()
  const isMoved = input.cycle !== undefined && input.cycle !== row.cycle
  if (isMoved && row.activatedAt) throw errors.ALREADY_RUNNING()

  const team = (id: string | null) => (id && teams.get(id)?.name) || null
  const { title = row.title, teamId = row.teamId, cycle = row.cycle } = input
  const changes = [
    ...(title === row.title ? [] : [{ field: 'title', from: row.title, to: title }]),
    ...(teamId === row.teamId ? [] : [{ field: 'team', from: team(row.teamId), to: team(teamId) }]),
    ...(isMoved ? [{ field: 'cycle', from: cycleOf(row.cycle)!.name, to: cycleOf(cycle)!.name }] : []),
  ]
  if (changes.length > 0) {
    if (isMoved) await moveToCycle(context, row, cycle)
    await updateRecord(tx, workspaceId, row.id, { title, teamId, newVersion: isMoved }, now)
    emit(objectiveChanged, { id: row.id }, { record: row.id, changes })
  }
  return shownObjective(context, row.id)
})

/** Key results that filled the old cycle fill the new one; others keep their days. */
async function moveToCycle({ tx, workspaceId }: Inside, row: ObjectiveRow, cycle: string) {
  const { startsOn, endsOn } = cycleOf(cycle)!
  await changeObjective(tx, workspaceId, row.id, { cycle, startsOn, endsOn })
  for (const keyResult of await keyResultsOf(tx, workspaceId, [row.id])) {
    if (keyResult.startsOn !== row.startsOn || keyResult.dueOn !== row.endsOn) continue
    const days = { startsOn, dueOn: endsOn }
    const isDate = keyResult.kind === 'delivery date'
    const numbers = isDate ? { start: dayNumber(startsOn), target: dayNumber(endsOn) } : {}
    await changeKeyResult(tx, workspaceId, keyResult.id, { ...days, ...numbers })
  }
}

const assignOwners = api.assignOwners.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (isClosed(row)) throw errors.CLOSED()
  const refusal = whyNotOwn(input, await sidesOf(context, input))
  if (refusal) throw errors[refusal]()

  const { productOwnerId, engineeringOwnerId } = input
  const named = await membersById(tx, workspaceId, [...ownersOf(row), ...ownersOf(input)])
  const name = (id: string | null) => (id && named.get(id)?.name) || null
  const change = (field: string, from: string | null, to: string | null) =>
    from === to ? [] : [{ field, from: name(from), to: name(to) }]
  const changes = [
    ...change('product owner', row.productOwnerId, productOwnerId),
    ...change('engineering owner', row.engineeringOwnerId, engineeringOwnerId),
  ]
  if (changes.length > 0) {
    await changeObjective(tx, workspaceId, row.id, { productOwnerId, engineeringOwnerId })
    await watchRecord(tx, workspaceId, row.id, ownersOf(input))
    emit(objectiveChanged, { id: row.id }, { record: row.id, changes })
  }
  return shownObjective(context, row.id)
})

const align = api.align.handler(async ({ input, errors, context }) => {
  const row = await findObjective(context.tx, context.workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const misfit = await serveInOrder(context, row.id, input.serves)
  if (misfit) throw errors[misfit]()
  return shownObjective(context, row.id)
})

const propose = api.propose.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const refusal = whyNotPropose(row, (await keyResultsOf(tx, workspaceId, [row.id])).length)
  if (refusal) throw errors[refusal]()
  await enter(context, row, 'proposed')
  emit(objectiveProposed, { id: row.id }, { record: row.id, changes: [stateChange(row, 'proposed')] })
  return shownObjective(context, row.id)
})

export const stateChange = (row: ObjectiveRow, to: string) => ({ field: 'state', from: row.state, to })

async function enter({ tx, workspaceId, now }: Inside, row: ObjectiveRow, state: 'draft' | 'proposed') {
  await changeObjective(tx, workspaceId, row.id, { state })
  await updateRecord(tx, workspaceId, row.id, { state }, now)
}

const takeBack = api.takeBack.handler(async ({ input, errors, context }) => {
  const row = await findObjective(context.tx, context.workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const refusal = whyNotTakeBack(row)
  if (refusal) throw errors[refusal]()
  await enter(context, row, 'draft')
  context.emit(objectiveTakenBack, { id: row.id }, { record: row.id, changes: [stateChange(row, 'draft')] })
  return shownObjective(context, row.id)
})

export const draftHandlers = { create, edit, assignOwners, align, propose, takeBack }
