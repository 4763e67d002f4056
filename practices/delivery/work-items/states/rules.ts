import type { StateGroup } from '#commons/records/contract.ts'

import { WORK_STATE_GROUPS, type WorkState, type WorkStateId, type WorkStateGroup } from './contract.ts'

export const MOST_STATES = 40

const usual = (id: string, name: string, group: WorkStateGroup): WorkState => ({
  // These few are what such ids look like.
  id: id as WorkStateId,
  name,
  group,
  teamId: null,
})

/** What a workspace has until it says otherwise. */
export const USUAL_STATES: WorkState[] = [
  usual('backlog', 'Backlog', 'backlog'),
  usual('to-do', 'To do', 'unstarted'),
  usual('in-progress', 'In progress', 'started'),
  usual('in-review', 'In review', 'started'),
  usual('done', 'Done', 'completed'),
  usual('cancelled', 'Cancelled', 'cancelled'),
]

/** How the registry, which knows all types of record, calls a group of ours. */
export const REGISTRY_GROUP: Record<WorkStateGroup, StateGroup> = {
  backlog: 'open',
  unstarted: 'open',
  started: 'active',
  completed: 'done',
  cancelled: 'dropped',
}

export const isClosed = (group: WorkStateGroup) => group === 'completed' || group === 'cancelled'

/** The states in the order of the board: by group, then by place. */
export function inOrder<State extends { group: WorkStateGroup; place?: number }>(states: State[]) {
  const rank = (state: State) => WORK_STATE_GROUPS.indexOf(state.group) * 1000 + (state.place ?? 0)
  return states.toSorted((a, b) => rank(a) - rank(b))
}

/** The states that an item of this team may be in. */
export const statesFor = (states: WorkState[], teamId: string | null) =>
  states.filter((state) => state.teamId === null || state.teamId === teamId)

export const firstOf = (states: WorkState[], group: WorkStateGroup) =>
  states.find((state) => state.group === group && state.teamId === null)

/** Where an item stands after it came to another team: where it was, or at the start of the same group. */
export function stateAfterTeam(states: WorkState[], state: WorkState, teamId: string | null) {
  return state.teamId === null || state.teamId === teamId ? state : (firstOf(states, state.group) ?? state)
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.trim().toLowerCase()

/** The state that an imported item should be in: by name if one is called so, else the first of its group. */
export function stateNamed(states: WorkState[], wanted: { name?: string | undefined; group: WorkStateGroup }) {
  const named = wanted.name === undefined ? undefined : states.find(({ name }) => sameName(name, wanted.name!))
  return named?.group === wanted.group ? named : firstOf(states, wanted.group)
}

/** Two states of the same name confuse whoever may see both. */
export function isNameTaken(states: WorkState[], name: string, teamId: string | null, except?: string) {
  return states.some(
    (state) =>
      state.id !== except &&
      sameName(state.name, name) &&
      (teamId === null || state.teamId === null || state.teamId === teamId),
  )
}

export function whyNotRemove(states: WorkState[], state: WorkState, moveTo: WorkState) {
  const others = states.filter(({ id, group, teamId }) => id !== state.id && group === state.group && teamId === null)
  if (state.teamId === null && others.length === 0) return 'LAST_OF_GROUP'
  const fits = moveTo.teamId === null || moveTo.teamId === state.teamId
  if (moveTo.id === state.id || moveTo.group !== state.group || !fits) return 'OTHER_GROUP'
}

/** `ids` must name every state of one group, each once. */
export function isWholeGroup(states: WorkState[], ids: readonly string[]) {
  const group = states.find((state) => state.id === ids[0])?.group
  const all = states.filter((state) => state.group === group).map((state) => state.id as string)
  return group !== undefined && ids.length === all.length && new Set([...ids, ...all]).size === all.length
}
