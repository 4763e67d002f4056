import { implement } from '@orpc/server'

import { teamsById } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { workStates as contract, WorkStateId } from './contract.ts'
import { workStatesChanged } from './events.ts'
import { insertState, placeState, renameState, replaceState, settleStates, statesOf } from './queries.ts'
import { isNameTaken, isWholeGroup, MOST_STATES, whyNotRemove } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const inOrder = api.inOrder.handler(({ context: { tx, workspaceId } }) => statesOf(tx, workspaceId))

const add = api.add.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const states = await settled(tx, workspaceId)
  if (input.teamId && (await teamsById(tx, workspaceId, [input.teamId])).size === 0) throw errors.NOT_A_TEAM()
  if (states.length >= MOST_STATES) throw errors.TOO_MANY_STATES()
  if (isNameTaken(states, input.name, input.teamId)) throw errors.NAME_TAKEN()

  const state = { id: WorkStateId.parse(newId()), name: input.name, group: input.group, teamId: input.teamId }
  await insertState(tx, workspaceId, state)
  emit(workStatesChanged, { id: state.id })
  return state
})

const rename = api.rename.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const states = await settled(tx, workspaceId)
  const state = states.find(({ id }) => id === input.id)
  if (!state) throw errors.NOT_FOUND()
  if (isNameTaken(states, input.name, state.teamId, state.id)) throw errors.NAME_TAKEN()

  await renameState(tx, workspaceId, state.id, input.name)
  emit(workStatesChanged, { id: state.id })
  return { ...state, name: input.name }
})

const reorder = api.reorder.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const states = await settled(tx, workspaceId)
  if (!isWholeGroup(states, input.ids)) throw errors.NOT_ONE_GROUP()
  for (const [place, id] of input.ids.entries()) await placeState(tx, workspaceId, id, place)
  emit(workStatesChanged, { id: input.ids[0]! })
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const states = await settled(tx, workspaceId)
  const state = states.find(({ id }) => id === input.id)
  const moveTo = states.find(({ id }) => id === input.moveTo)
  if (!state || !moveTo) throw errors.NOT_FOUND()
  const refusal = whyNotRemove(states, state, moveTo)
  if (refusal) throw errors[refusal]()

  await replaceState(tx, workspaceId, state.id, moveTo)
  emit(workStatesChanged, { id: state.id })
})

async function settled(tx: Transaction, workspaceId: string) {
  await settleStates(tx, workspaceId)
  return statesOf(tx, workspaceId)
}

export const handlers = api.router({ inOrder, add, rename, reorder, remove })
