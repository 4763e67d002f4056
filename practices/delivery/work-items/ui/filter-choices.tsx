import { useMe, usePeople, useTeams } from '#commons/people/ui/embeds.tsx'
import { Avatar, type PickerChoice } from '#design/index.ts'

import { PRIORITIES, WORK_ITEM_TYPES } from '../items/contract.ts'
import { WORK_STATE_GROUPS } from '../states/contract.ts'
import { useLabels, useStates } from './api.ts'
import { LabelDot, PriorityMark, StateMark, TypeMark } from './marks.tsx'
import type { ListFilter } from './view-state.ts'
import { priorityName, TYPE_WORDS, WITHOUT } from './words.ts'

/** How each filter is called. */
export const FILTER_WORDS: Record<ListFilter, string> = {
  team: 'Team',
  state: 'State',
  stage: 'Stage',
  type: 'Type',
  priority: 'Priority',
  assignee: 'Assignee',
  label: 'Label',
}
const STAGE_WORDS: Record<(typeof WORK_STATE_GROUPS)[number], string> = {
  backlog: 'Backlog',
  unstarted: 'Not started',
  started: 'Started',
  completed: 'Completed',
  cancelled: 'Cancelled',
}

/** What each filter can be set to. */
export function useChoices(): Record<ListFilter, PickerChoice[]> {
  const { all: states } = useStates()
  const { all: labels } = useLabels()
  const { all: people } = usePeople()
  const { all: teams } = useTeams()
  const me = useMe()
  const none = (what: string): PickerChoice => ({ value: 'none', label: what })
  return {
    state: states.map((state) => ({ value: state.id, label: state.name, icon: <StateMark state={state} /> })),
    stage: WORK_STATE_GROUPS.map((group) => ({
      value: group,
      label: STAGE_WORDS[group],
      icon: <StateMark state={{ name: '', group }} />,
    })),
    type: WORK_ITEM_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type], icon: <TypeMark type={type} /> })),
    priority: PRIORITIES.map((priority) => ({
      value: priority,
      label: priorityName(priority),
      icon: <PriorityMark priority={priority} />,
    })),
    assignee: [
      { value: 'me', label: 'Me', ...(me ? { icon: <Avatar person={me} size={18} /> } : {}) },
      none(WITHOUT.assignee!),
      ...people
        .filter((person) => person.id !== me?.id)
        .map((person) => ({ value: person.id, label: person.name, icon: <Avatar person={person} size={18} /> })),
    ],
    label: [
      ...labels.map((label) => ({ value: label.id, label: label.name, icon: <LabelDot colour={label.colour} /> })),
      none(WITHOUT.label!),
    ],
    team: [...teams.map((team) => ({ value: team.id, label: team.name, detail: team.prefix })), none(WITHOUT.team!)],
  }
}
