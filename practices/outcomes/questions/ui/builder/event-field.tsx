import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { SelectField } from '#design/index.ts'

import type { EventPick } from '../../properties/contract.ts'
import { productEvents } from '../api.ts'
import { countWord } from '../words.ts'
import { FiltersField } from './filters-field.tsx'

import css from './builder.module.css'

/** The names of the events of a project, most frequent first. */
export const useEventNames = (projectId: string) =>
  useQuery(productEvents.names.queryOptions({ input: { projectId: projectId as never }, staleTime: 30_000 }))

const ANY = '\u0000any'

type EventNameFieldProps = {
  projectId: string
  label: string
  labelHidden?: boolean
  value: string | null
  onChange: (name: string | null) => void
  /** How it is called when none is chosen. */
  none?: string
}

/** Chooses an event by its name, with how often it came. */
export function EventNameField(props: EventNameFieldProps) {
  const { projectId, label, labelHidden, value, onChange, none = 'Any event' } = props
  const names = useEventNames(projectId).data ?? []
  const choices = [
    { value: ANY, label: none },
    ...names.map(({ name, count }) => ({ value: name, label: name, detail: countWord(count) })),
  ]
  if (value !== null && !names.some(({ name }) => name === value)) {
    choices.push({ value, label: value, detail: 'Not sent lately' })
  }
  return (
    <SelectField
      label={label}
      {...(labelHidden ? { labelHidden } : {})}
      searchable
      choices={choices}
      value={value ?? ANY}
      onChange={(name) => onChange(name === ANY ? null : name)}
      nothingFound="No such event came in the last 90 days."
    />
  )
}

type EventFieldProps<Pick extends EventPick> = {
  projectId: string
  label: string
  value: Pick
  onChange: (value: Pick) => void
  /** Beside the name: a letter, a number, a button that takes it away. */
  mark?: ReactNode
  remove?: ReactNode
  children?: ReactNode
}

/** An event with its filters. */
export function EventField<Pick extends EventPick>(props: EventFieldProps<Pick>) {
  const { projectId, label, value, onChange, mark, remove, children } = props
  return (
    <div className={css.event} role="group" aria-label={label}>
      <div className={css.eventHead}>
        {mark && <span className={css.mark}>{mark}</span>}
        <EventNameField
          projectId={projectId}
          label={label}
          labelHidden={mark !== undefined}
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
        />
        {remove}
      </div>
      {children}
      <FiltersField
        projectId={projectId}
        filters={value.filters}
        onChange={(filters) => onChange({ ...value, filters })}
        label="Filter"
      />
    </div>
  )
}
