import { Picker, type PickerChoice } from '#design/index.ts'

import type { WorkItemRow } from '../items/contract.ts'
import type { Change } from './changes.ts'

/** What of an item is picked. */
export type Picked = 'state' | 'priority' | 'assignee' | 'label' | 'estimate' | 'type' | 'team' | 'due' | 'line'

/** What is asked of whoever picks. */
export const PICK_WORDS: Record<Picked, string> = {
  state: 'Set the state',
  priority: 'Set the priority',
  assignee: 'Assign',
  label: 'Label',
  estimate: 'Estimate',
  type: 'Set the type',
  team: 'Give to a team',
  due: 'Set the due day',
  line: 'Say what it is for',
}

/** What of an item a picker looks at. A new item that is still being written has it too. */
export type Pickable = Pick<
  WorkItemRow,
  'stateId' | 'priority' | 'assignees' | 'labels' | 'estimate' | 'type' | 'teamId' | 'dueOn' | 'line'
>

export type PickerOf = {
  kind: Picked
  rows: Pickable[]
  anchor?: Element | null | undefined
  onChange: (change: Change) => void
  onClose: () => void
}

/** Stands for what is taken away. */
export const NONE = 'none'

/** What all of the items have in this respect; undefined where they differ. */
export const shared = <Value,>(rows: Pickable[], of: (row: Pickable) => Value) => {
  const first = rows[0] && of(rows[0])
  return rows.every((row) => of(row) === first) ? first : undefined
}

/** Whether all, some or none of the items have it. */
export const having = (rows: Pickable[], has: (row: Pickable) => boolean): boolean | 'mixed' => {
  const count = rows.filter(has).length
  return count === 0 ? false : count === rows.length ? true : 'mixed'
}

/** A list of choices of which one is taken. */
export function Plain({
  props: { kind, anchor, onChange, onClose },
  choices,
  changeOf,
  ...rest
}: {
  props: PickerOf
  choices: PickerChoice[]
  changeOf: (value: string) => Change
  create?: { label: (text: string) => string; run: (text: string) => void }
}) {
  return (
    <Picker
      label={PICK_WORDS[kind]}
      anchor={anchor}
      choices={choices}
      onPick={(value) => onChange(changeOf(value))}
      onClose={onClose}
      {...rest}
    />
  )
}
