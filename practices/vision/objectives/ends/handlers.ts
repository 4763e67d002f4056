import { implement } from '@orpc/server'

import { connect } from '#commons/links/connect.ts'
import { downOver, upOver } from '#commons/links/lookups.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { updateRecord } from '#commons/records/register.ts'
import { type Asked, type Inside, inWorkspace } from '#platform/api/answer.ts'

import { objectives as contract } from '../contract.ts'
import { cycleOf, nextCycle } from '../cycles/rules.ts'
import { draftObjective, stateChange } from '../drafts/handlers.ts'
import { objectiveDropped, objectiveFinished, objectiveRolledOver } from '../events.ts'
import { feed, promiseKeyResult } from '../key-results/handlers.ts'
import { standingsOf, todayIn } from '../key-results/lookups.ts'
import { changeKeyResult, findKeyResult, type KeyResultRow, keyResultsOf } from '../key-results/queries.ts'
import { dayNumber, isKept } from '../key-results/rules.ts'
import { shownObjective } from '../lookups.ts'
import { changeObjective, draftRolledFrom, findObjective, type ObjectiveRow } from '../queries.ts'
import { gradeOf, isClosed, whyNotFinish, whyNotRollOver } from '../rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const finish = api.finish.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const keyResults = await keyResultsOf(tx, workspaceId, [row.id])
  const refusal = whyNotFinish(row, keyResults)
  if (refusal) throw errors[refusal]()

  const grade = gradeOf(keyResults)
  await changeObjective(tx, workspaceId, row.id, {
    state: 'done',
    endedAt: now,
    endNote: input.learned,
    grade,
    ...HOLDS,
  })
  await updateRecord(tx, workspaceId, row.id, { state: 'done', stateGroup: 'done' }, now)
  const changes = [stateChange(row, 'done'), { field: 'grade', from: null, to: grade?.toFixed(2) ?? null }]
  emit(objectiveFinished, { id: row.id, grade }, { record: row.id, changes })
  return shownObjective(context, row.id)
})

/** What is over is not asked whether it still holds. */
const HOLDS = { reaffirmSince: null }

const drop = api.drop.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (isClosed(row)) throw errors.CLOSED()
  await changeObjective(tx, workspaceId, row.id, { state: 'dropped', endedAt: now, endNote: input.reason, ...HOLDS })
  await updateRecord(tx, workspaceId, row.id, { state: 'dropped', stateGroup: 'dropped' }, now)
  for (const one of await keyResultsOf(tx, workspaceId, [row.id])) {
    if (one.grade === null && !one.rolledToId)
      await updateRecord(tx, workspaceId, one.id, { state: 'dropped', stateGroup: 'dropped' }, now)
  }
  const changes = [stateChange(row, 'dropped'), { field: 'reason', from: null, to: input.reason }]
  emit(objectiveDropped, { id: row.id }, { record: row.id, changes })
  return shownObjective(context, row.id)
})

const rollOver = api.rollOver.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const chosen = (await keyResultsOf(tx, workspaceId, [row.id])).filter((one) => input.keyResultIds.includes(one.id))
  if (chosen.length < new Set(input.keyResultIds).size) throw errors.NOT_FOUND()
  const into = cycleOf(input.cycle ?? nextCycle(row.cycle))!
  const refusal = whyNotRollOver(row, into, chosen)
  if (refusal) throw errors[refusal]()

  const next = (await draftRolledFrom(tx, workspaceId, row.id, into.key)) ?? (await carryOn(context, row, into.key))
  const standings = await standingsOf(tx, workspaceId, chosen, await todayIn(tx, workspaceId, now))
  for (const one of chosen) await carryKeyResultOn(context, one, standings.get(one.id)!.value, next)
  const changes = [
    { field: 'rolled over', from: null, to: `${chosen.map((one) => one.key).join(', ')} into ${into.name}` },
  ]
  const data = { id: row.id, intoId: next.id, keyResultIds: chosen.map((one) => one.id) }
  emit(objectiveRolledOver, data, { record: row.id, other: next.id, changes })
  return shownObjective(context, next.id)
})

/** Drafts the same objective in a later cycle: same words, team, owners and reasons. */
async function carryOn(context: Inside, row: ObjectiveRow, cycle: string) {
  const { tx, workspaceId } = context
  const { title, teamId, productOwnerId, engineeringOwnerId } = row
  const draft = { title, teamId, productOwnerId, engineeringOwnerId, cycle, rolledFromId: row.id }
  const id = await draftObjective(context, draft)
  for (const reason of (await upOver(tx, workspaceId, 'serves', [row.id])).get(row.id) ?? []) {
    await connect(context, { from: id, to: reason.id, kind: 'serves' })
  }
  await connect(context, { from: id, to: row.id, kind: 'supersedes' })
  return (await findObjective(tx, workspaceId, id))!
}

/** Promises the rest of the way: it begins where the old one stands, keeps its target, and what is not done serves it. */
async function carryKeyResultOn(context: Inside, old: KeyResultRow, value: number | null, into: ObjectiveRow) {
  const { tx, workspaceId, now } = context
  const days = { startsOn: into.startsOn, dueOn: into.endsOn }
  const isDate = old.kind === 'delivery date'
  const way = isDate
    ? { start: dayNumber(into.startsOn), target: dayNumber(into.endsOn) }
    : { start: isKept(old.kind) || old.kind === 'milestone' ? old.start : (value ?? old.start), target: old.target }
  const { title, kind, unit } = old
  const id = await promiseKeyResult(context, into, { title, kind, unit, ...way, ...days })
  if (old.source !== 'by hand') {
    const row = await findKeyResult(tx, workspaceId, id)
    await feed(context, row!, { ...old, metricId: old.metricId ?? undefined })
  }
  for (const below of (await downOver(tx, workspaceId, 'serves', [old.id])).get(old.id) ?? []) {
    const isOpen = below.stateGroup === 'open' || below.stateGroup === 'active'
    if (isOpen) await connect(context, { from: below.id, to: id, kind: 'serves' })
  }
  await connect(context, { from: id, to: old.id, kind: 'supersedes' })
  await changeKeyResult(tx, workspaceId, old.id, { rolledToId: id as RecordId, value })
  await updateRecord(tx, workspaceId, old.id, { state: 'rolled over', stateGroup: 'dropped' }, now)
}

export const endHandlers = { finish, drop, rollOver }
