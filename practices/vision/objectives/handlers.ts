import { implement } from '@orpc/server'

import { downOver, reachOf } from '#commons/links/lookups.ts'
import { updateRecord } from '#commons/records/register.ts'
import { signoffs } from '#commons/signoffs/contract.ts'
import { signoffsOf } from '#commons/signoffs/sign.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import { nextPage } from '#platform/api/page.ts'

import { objectives as contract, type Objective } from './contract.ts'
import { draftHandlers, ownersOf, sidesOf, stateChange } from './drafts/handlers.ts'
import { endHandlers } from './ends/handlers.ts'
import { objectiveAccepted, objectiveActivated, objectiveReaffirmed } from './events.ts'
import { keyResultsOf } from './key-results/queries.ts'
import { shownObjective, shownObjectives } from './lookups.ts'
import { changeObjective, findObjective, findObjectiveByKey, objectivesByKey, openObjectivesOf } from './queries.ts'
import { whyNotAccept, whyNotActivate } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** The most objectives among which those of a status are looked for. */
const MOST_SOUGHT = 2_000

const list = api.list.handler(async ({ input, context: { tx, workspaceId, now } }) => {
  const { status, unaligned, serving, limit, ...filter } = input
  const among = serving
    ? ((await downOver(tx, workspaceId, 'serves', [serving])).get(serving) ?? []).map((record) => record.id)
    : undefined
  if (among?.length === 0) return { items: [] }
  const isSought = status !== undefined || unaligned !== undefined
  let rows = await objectivesByKey(tx, workspaceId, { ...filter, among }, isSought ? MOST_SOUGHT : limit + 1)
  if (unaligned !== undefined) {
    const ids = rows.map((row) => row.id)
    const reach = await reachOf(tx, workspaceId, ids)
    rows = rows.filter((row) => (reach.get(row.id)?.linked ?? false) !== unaligned)
  }
  if (status === undefined) {
    const { items, ...rest } = nextPage(rows.slice(0, limit + 1), limit, (row) => row.id)
    return { items: await shownObjectives(tx, workspaceId, items, now), ...rest }
  }
  // A status follows from the day, so it is reckoned before it is chosen by.
  const fitting = (await shownObjectives(tx, workspaceId, rows, now)).filter((one) => one.status === status)
  return nextPage(fitting.slice(0, limit + 1), limit, (one) => one.id)
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId, now } }) => {
  const row = await findObjectiveByKey(tx, workspaceId, input.key)
  if (!row) throw errors.NOT_FOUND()
  return (await shownObjectives(tx, workspaceId, [row], now))[0]!
})

const mine = api.mine.handler(async ({ input, context: { tx, workspaceId, me, now } }) => {
  const rows = await openObjectivesOf(tx, workspaceId, me.id)
  const owned = (await shownObjectives(tx, workspaceId, rows, now)).map((one) => ({ ...one, waitsFor: waitsFor(one) }))
  const sorted = [...owned.filter((one) => one.waitsFor), ...owned.filter((one) => !one.waitsFor)]
  const start = input.after ? sorted.findIndex((one) => one.id === input.after) + 1 : 0
  return nextPage(sorted.slice(start, start + input.limit + 1), input.limit, (one) => one.id)

  function waitsFor({ state, reaffirmSince, accepted, productOwnerId }: Objective) {
    const own = me.id === productOwnerId ? accepted.product : accepted.engineering
    if (state === 'proposed' && !own) return 'acceptance' as const
    return reaffirmSince ? ('reaffirmation' as const) : null
  }
})

const accept = api.accept.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const refusal = whyNotAccept(row, me, input.version)
  if (refusal) throw errors[refusal]()
  await ask(signoffs, context).sign({ recordId: row.id, version: input.version })
  // History has the sign-off itself already.
  emit(objectiveAccepted, { id: row.id, version: input.version })
  return shownObjective(context, row.id)
})

const activate = api.activate.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, now, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const keyResults = await keyResultsOf(tx, workspaceId, [row.id])
  const sides = await sidesOf(context, row)
  // Who has left or changed sides is no owner for it any more.
  const standing = {
    ...row,
    productOwnerId: sides.get(row.productOwnerId ?? '') === 'product' ? row.productOwnerId : null,
    engineeringOwnerId: sides.get(row.engineeringOwnerId ?? '') === 'engineering' ? row.engineeringOwnerId : null,
  }
  const signed = (await signoffsOf(tx, workspaceId, [row.id])).get(row.id) ?? []
  const refusal = whyNotActivate(standing, keyResults.length, signed)
  if (refusal) throw errors[refusal]()

  await changeObjective(tx, workspaceId, row.id, { state: 'active', activatedAt: row.activatedAt ?? now })
  await updateRecord(tx, workspaceId, row.id, { state: 'active', stateGroup: 'active' }, now)
  for (const one of keyResults.filter(({ state }) => state === 'draft')) {
    await updateRecord(tx, workspaceId, one.id, { state: 'active', stateGroup: 'active' }, now)
  }
  emit(objectiveActivated, { id: row.id }, { record: row.id, changes: [stateChange(row, 'active')] })
  return shownObjective(context, row.id)
})

const reaffirm = api.reaffirm.handler(async ({ input, errors, context }) => {
  const { tx, workspaceId, me, emit } = context
  const row = await findObjective(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  if (!row.reaffirmSince) throw errors.NOTHING_TO_REAFFIRM()
  if (!ownersOf(row).includes(me.id)) throw errors.NOT_AN_OWNER()
  await changeObjective(tx, workspaceId, row.id, { reaffirmSince: null })
  const changes = [{ field: 'still holds', from: null, to: 'yes, after the vision changed' }]
  emit(objectiveReaffirmed, { id: row.id }, { record: row.id, changes })
  return shownObjective(context, row.id)
})

export const handlers = api.router({
  list,
  get,
  mine,
  accept,
  activate,
  reaffirm,
  ...draftHandlers,
  ...endHandlers,
})
