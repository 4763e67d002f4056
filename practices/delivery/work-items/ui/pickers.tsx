import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

import { useMe, usePeople, useTeams } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { RecordIcon, useRecordsFound, useSettled } from '#commons/records/ui/embeds.tsx'
import { Avatar, Picker, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { PRIORITIES, type Priority, WORK_ITEM_TYPES, type WorkItemType } from '../items/contract.ts'
import { statesFor } from '../states/rules.ts'
import { showLabel, useLabels, useStates, workLabels } from './api.ts'
import { DuePicker } from './due-picker.tsx'
import { LabelDot, PriorityMark, StateMark, TypeMark } from './marks.tsx'
import { having, NONE, PICK_WORDS, type Picked, type PickerOf, Plain, shared } from './plain-picker.tsx'
import { POINTS, pointsInWords, priorityName, TYPE_WORDS } from './words.ts'

/** One picker for each property, for one item or for many at once. */
export function PropertyPicker(props: PickerOf) {
  const Shown = PICKERS[props.kind]
  return <Shown {...props} />
}

function StatePicker(props: PickerOf) {
  const { all } = useStates()
  const teamId = shared(props.rows, (row) => row.teamId)
  const now = shared(props.rows, (row) => row.stateId)
  const choices = statesFor(all, teamId ?? null).map((state) => ({
    value: state.id,
    label: state.name,
    icon: <StateMark state={state} />,
    words: state.group,
    checked: state.id === now,
  }))
  return <Plain props={props} choices={choices} changeOf={(value) => ({ stateId: value as never })} />
}

function PriorityPicker(props: PickerOf) {
  const now = shared(props.rows, (row) => row.priority)
  const choices = PRIORITIES.map((priority) => ({
    value: priority,
    label: priorityName(priority),
    icon: <PriorityMark priority={priority} />,
    checked: priority === now,
  }))
  return <Plain props={props} choices={choices} changeOf={(value) => ({ priority: value as Priority })} />
}

function TypePicker(props: PickerOf) {
  const now = shared(props.rows, (row) => row.type)
  const choices = WORK_ITEM_TYPES.map((type) => ({
    value: type,
    label: TYPE_WORDS[type],
    icon: <TypeMark type={type} />,
    checked: type === now,
  }))
  return <Plain props={props} choices={choices} changeOf={(value) => ({ type: value as WorkItemType })} />
}

function TeamOfPicker(props: PickerOf) {
  const { all } = useTeams()
  const now = shared(props.rows, (row) => row.teamId)
  const choices = [
    ...all.map((team) => ({
      value: team.id as string,
      label: team.name,
      detail: team.prefix,
      checked: team.id === now,
    })),
    { value: NONE, label: 'No team', checked: now === null },
  ]
  return (
    <Plain
      props={props}
      choices={choices}
      changeOf={(value) => ({ teamId: value === NONE ? null : (value as never) })}
    />
  )
}

function EstimatePicker(props: PickerOf) {
  const now = shared(props.rows, (row) => row.estimate)
  const choices = [
    ...POINTS.map((points) => ({
      value: String(points),
      label: pointsInWords(points),
      checked: points === now,
    })),
    { value: NONE, label: 'No estimate', checked: now === null },
  ]
  const typed = (text: string) => {
    const points = Number(text.replace(',', '.'))
    if (!Number.isFinite(points) || points < 0 || points > 1000) {
      return toast({ message: 'An estimate is a number of points from 0 to 1,000.', kind: 'refused' })
    }
    props.onChange({ estimate: points })
  }
  return (
    <Plain
      props={props}
      choices={choices}
      changeOf={(value) => ({ estimate: value === NONE ? null : Number(value) })}
      create={{ label: (text) => `${text} points`, run: typed }}
    />
  )
}

function AssigneePicker({ kind, rows, anchor, onChange, onClose }: PickerOf) {
  const { all, byId } = usePeople()
  const me = useMe()
  const present = [...new Set(rows.flatMap((row) => row.assignees))]
  const others = present.filter((id) => !all.some((person) => person.id === id)).flatMap((id) => byId.get(id) ?? [])
  const people = [...all, ...others].toSorted((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id))
  const choices = people.map((person) => ({
    value: person.id as string,
    label: person.id === me?.id ? `${person.name} (you)` : person.name,
    icon: <Avatar person={person} size={20} />,
    detail: person.title || person.discipline,
    checked: having(rows, (row) => row.assignees.includes(person.id)),
  }))
  const pick = (value: string) => {
    // Only ids of people that the server named are offered.
    const id = value as (typeof people)[number]['id']
    const has = choices.find((choice) => choice.value === value)?.checked === true
    onChange(has ? { removeAssignees: [id] } : { addAssignees: [id] })
  }
  return (
    <Picker
      label={PICK_WORDS[kind]}
      several
      anchor={anchor}
      choices={choices}
      onPick={pick}
      onClose={onClose}
      nothingFound="Nobody of that name."
    />
  )
}

function LabelPicker({ kind, rows, anchor, onChange, onClose }: PickerOf) {
  const { all } = useLabels()
  const add = useMutation(
    workLabels.add.mutationOptions({
      onSuccess: (label) => {
        // Known at once under its name, not only when the list has been read again.
        showLabel(label)
        onChange({ addLabels: [label.id] })
      },
      onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }),
    }),
  )
  const choices = all.map((label) => ({
    value: label.id as string,
    label: label.name,
    icon: <LabelDot colour={label.colour} />,
    checked: having(rows, (row) => row.labels.includes(label.id)),
  }))
  const pick = (value: string) => {
    const label = all.find(({ id }) => id === value)
    const has = choices.find((choice) => choice.value === value)?.checked === true
    if (label) onChange(has ? { removeLabels: [label.id] } : { addLabels: [label.id] })
  }
  return (
    <Picker
      label={PICK_WORDS[kind]}
      several
      anchor={anchor}
      choices={choices}
      onPick={pick}
      onClose={onClose}
      create={{ label: (text) => `Add the label “${text}”`, run: (name) => add.mutate({ name }) }}
      nothingFound="No label yet. Type one."
    />
  )
}

const ABOVE = ['initiative', 'key-result', 'objective'] as const

function LinePicker({ kind, rows, anchor, onChange, onClose }: PickerOf) {
  const [text, setText] = useState('')
  const found = useRecordsFound(useSettled(text, 120), true, [...ABOVE])
  const now = shared(rows, (row) => row.line?.id)
  const choices = [
    ...found.map((record: RecordSummary) => ({
      value: record.id as string,
      label: record.title,
      icon: <RecordIcon type={record.type} />,
      detail: `${record.key}, ${record.state}`,
      checked: record.id === now,
    })),
    ...(text === '' && rows.some((row) => row.line) ? [{ value: NONE, label: 'Nothing in particular' }] : []),
  ]
  return (
    <Picker
      label={PICK_WORDS[kind]}
      anchor={anchor}
      choices={choices}
      onSearch={setText}
      onPick={(value) => onChange({ line: value === NONE ? null : (found.find(({ id }) => id === value) ?? null) })}
      onClose={onClose}
      nothingFound="No initiative, key result or objective of that name."
    />
  )
}

const PICKERS: Record<Picked, (props: PickerOf) => ReactNode> = {
  state: StatePicker,
  priority: PriorityPicker,
  assignee: AssigneePicker,
  label: LabelPicker,
  estimate: EstimatePicker,
  type: TypePicker,
  team: TeamOfPicker,
  due: DuePicker,
  line: LinePicker,
}
