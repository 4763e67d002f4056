import type { ReactNode } from 'react'

import { usePeople, useTeams } from '#commons/people/ui/embeds.tsx'
import { RecordIcon } from '#commons/records/ui/embeds.tsx'
import { Avatar } from '#design/index.ts'

import { PRIORITIES, type Priority, WORK_ITEM_TYPES, type WorkItemRow, type WorkItemType } from '../items/contract.ts'
import type { WorkGroup, WorkGrouping } from '../lists/contract.ts'
import { useLabels, useStates } from './api.ts'
import type { Change } from './changes.ts'
import { LabelDot, PriorityMark, StateMark, TypeMark } from './marks.tsx'
import { priorityName, TYPE_WORDS, WITHOUT } from './words.ts'

export type NamedGroup = WorkGroup & { label: string; mark?: ReactNode }

/** Gives each group of a board its name and mark, and puts groups without an order of their own by name. */
export function useNamedGroups(groups: readonly WorkGroup[], by: WorkGrouping): NamedGroup[] {
  const { byId: states } = useStates()
  const { byId: people } = usePeople()
  const { byId: teams } = useTeams()
  const { byId: labels } = useLabels()

  const named = groups.map((group): NamedGroup => {
    const { value } = group
    if (value === 'none' && WITHOUT[by]) return { ...group, label: WITHOUT[by] }
    switch (by) {
      case 'state': {
        const state = states.get(value)
        return state ? { ...group, label: state.name, mark: <StateMark state={state} /> } : { ...group, label: value }
      }
      case 'priority': {
        const priority = value as Priority
        return { ...group, label: priorityName(priority), mark: <PriorityMark priority={priority} /> }
      }
      case 'type': {
        const type = value as WorkItemType
        return { ...group, label: TYPE_WORDS[type], mark: <TypeMark type={type} /> }
      }
      case 'assignee': {
        const person = people.get(value)
        return {
          ...group,
          label: person?.name ?? 'Somebody unknown',
          ...(person ? { mark: <Avatar person={person} size={20} /> } : {}),
        }
      }
      case 'team':
        return { ...group, label: teams.get(value)?.name ?? 'A team' }
      case 'label': {
        const label = labels.get(value)
        return {
          ...group,
          label: label?.name ?? 'A label',
          ...(label ? { mark: <LabelDot colour={label.colour} /> } : {}),
        }
      }
      case 'line': {
        const line = group.items.find((row) => row.line?.id === value)?.line
        return {
          ...group,
          label: line ? `${line.key} ${line.title}` : 'Another reason',
          ...(line ? { mark: <RecordIcon type={line.type} size={15} /> } : {}),
        }
      }
      case 'none':
        return { ...group, label: 'Everything' }
    }
  })
  const hasOrder = by === 'state' || by === 'priority' || by === 'type' || by === 'none'
  if (hasOrder) return named
  return named.toSorted(
    (a, b) => Number(a.value === 'none') - Number(b.value === 'none') || a.label.localeCompare(b.label),
  )
}

/** What an item becomes that is put into a group; undefined when it cannot be put there by hand. */
export function changeInto(
  by: WorkGrouping,
  value: string,
  from: string,
  line?: WorkItemRow['line'],
): Change | undefined {
  const isNone = value === 'none'
  switch (by) {
    case 'state':
      return { stateId: value as never }
    case 'priority':
      return { priority: PRIORITIES.find((one) => one === value)! }
    case 'type':
      return { type: WORK_ITEM_TYPES.find((one) => one === value)! }
    case 'team':
      return { teamId: isNone ? null : (value as never) }
    case 'assignee':
      return {
        ...(from === 'none' ? {} : { removeAssignees: [from as never] }),
        ...(isNone ? {} : { addAssignees: [value as never] }),
      }
    case 'label':
      return {
        ...(from === 'none' ? {} : { removeLabels: [from as never] }),
        ...(isNone ? {} : { addLabels: [value as never] }),
      }
    case 'line':
      return isNone ? { line: null } : line ? { line } : undefined
    case 'none':
      return undefined
  }
}
