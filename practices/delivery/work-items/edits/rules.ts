import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'

import type { Priority, WorkItemType } from '../items/contract.ts'
import type { WorkLabelId } from '../labels/contract.ts'
import type { WorkState, WorkStateGroup, WorkStateId } from '../states/contract.ts'
import { isClosed, stateAfterTeam, statesFor } from '../states/rules.ts'

/** What a change to an item can touch. */
export type Fields = {
  title: string
  type: WorkItemType
  stateId: WorkStateId
  group: WorkStateGroup
  priority: Priority
  estimate: number | null
  dueOn: string | null
  teamId: TeamId | null
  position: string
  assignees: MemberId[]
  labels: WorkLabelId[]
  startedAt: Date | null
  closedAt: Date | null
}

/** What somebody wants of one or of many items; what is left out stays. */
export type Wanted = {
  title?: string | undefined
  type?: WorkItemType | undefined
  stateId?: WorkStateId | undefined
  priority?: Priority | undefined
  estimate?: number | null | undefined
  dueOn?: string | null | undefined
  teamId?: TeamId | null | undefined
  position?: string | undefined
  assignees?: MemberId[] | undefined
  addAssignees?: MemberId[] | undefined
  removeAssignees?: MemberId[] | undefined
  labels?: WorkLabelId[] | undefined
  addLabels?: WorkLabelId[] | undefined
  removeLabels?: WorkLabelId[] | undefined
}

/** What an item becomes. `NOT_A_STATE` when its team does not have the state. */
export function nextOf(item: Fields, wanted: Wanted, states: WorkState[], now: Date): Fields | 'NOT_A_STATE' {
  const teamId = wanted.teamId === undefined ? item.teamId : wanted.teamId
  const state = nextState(item, teamId, wanted.stateId, states)
  if (!state) return 'NOT_A_STATE'
  return {
    title: wanted.title ?? item.title,
    type: wanted.type ?? item.type,
    priority: wanted.priority ?? item.priority,
    estimate: wanted.estimate === undefined ? item.estimate : wanted.estimate,
    dueOn: wanted.dueOn === undefined ? item.dueOn : wanted.dueOn,
    teamId,
    position: wanted.position ?? item.position,
    assignees: nextSet(wanted.assignees ?? item.assignees, wanted.addAssignees, wanted.removeAssignees),
    labels: nextSet(wanted.labels ?? item.labels, wanted.addLabels, wanted.removeLabels),
    ...stateAt(item, state, now),
  }
}

function nextState(item: Fields, teamId: TeamId | null, stateId: WorkStateId | undefined, states: WorkState[]) {
  if (stateId === undefined) {
    const present = states.find(({ id }) => id === item.stateId)
    return present && teamId !== item.teamId ? stateAfterTeam(states, present, teamId) : { ...item, id: item.stateId }
  }
  return statesFor(states, teamId).find(({ id }) => id === stateId)
}

/** When work on it began, and when it ended, follow from the groups that it comes through. */
export function stateAt(
  item: { group: WorkStateGroup; startedAt: Date | null; closedAt: Date | null },
  { id, group }: { id: WorkStateId; group: WorkStateGroup },
  now: Date,
) {
  const hasBegun = group === 'started' || group === 'completed'
  return {
    stateId: id,
    group,
    startedAt: hasBegun ? (item.startedAt ?? now) : item.startedAt,
    closedAt: !isClosed(group) ? null : group === item.group ? item.closedAt : now,
  }
}

const nextSet = <Id>(ids: Id[], added: Id[] = [], removed: Id[] = []) =>
  [...new Set([...ids, ...added])].filter((id) => !removed.includes(id))

export const missingFrom = <Id>(ids: readonly Id[], others: readonly Id[]) => ids.filter((id) => !others.includes(id))

const isSameSet = <Id>(a: readonly Id[], b: readonly Id[]) => a.length === b.length && missingFrom(a, b).length === 0

const PLAIN = ['title', 'type', 'priority', 'estimate', 'dueOn', 'teamId'] as const

/** The new values of what changed, but for state, place and assignees, of which other events tell. */
export function fieldsSet(before: Fields, after: Fields) {
  const set: Partial<Fields> = {}
  for (const field of PLAIN) if (before[field] !== after[field]) Object.assign(set, { [field]: after[field] })
  if (!isSameSet(before.labels, after.labels)) set.labels = after.labels
  return set
}

export const isAssignedAnew = (before: Fields, after: Fields) => !isSameSet(before.assignees, after.assignees)

export const isUnchanged = (before: Fields, after: Fields) =>
  Object.keys(fieldsSet(before, after)).length === 0 &&
  !isAssignedAnew(before, after) &&
  before.stateId === after.stateId &&
  before.position === after.position

/** What history calls the things that items name by id. */
export type Words = {
  member: (id: MemberId) => string
  label: (id: WorkLabelId) => string
  team: (id: TeamId) => string
  state: (id: WorkStateId) => string
}

const FIELD_WORDS: Partial<Record<keyof Fields, string>> = {
  dueOn: 'due',
  teamId: 'team',
}

/** What changed, as history shows it: in words, from and to. */
export function inWords(set: Partial<Fields>, before: Fields, words: Words) {
  return (Object.keys(set) as (keyof Fields)[]).map((field) => {
    const say = (value: unknown) => {
      if (field === 'labels') return (value as WorkLabelId[]).map(words.label).join(', ') || null
      if (field === 'teamId') return value === null ? null : words.team(value as TeamId)
      if (field === 'priority') return value === 'none' ? null : value
      return value ?? null
    }
    return { field: FIELD_WORDS[field] ?? field, from: say(before[field]), to: say(set[field]) }
  })
}

/** Refuses a parent that would make an item a part of itself. `above` are the parent and all of its parents. */
export function whyNotParent(id: RecordId, above: readonly RecordId[]) {
  if (above.includes(id)) return 'WOULD_CIRCLE'
}
