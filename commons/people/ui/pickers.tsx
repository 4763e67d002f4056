import { Avatar, MultiSelect, SelectField } from '#design/index.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'

import type { Person, TeamId } from '../contract.ts'
import { usePeople, useTeams } from './everyone.ts'

type Field = {
  label: string
  labelHidden?: boolean
  hint?: string
  error?: string | undefined
  placeholder?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

const choiceOf = (person: Person) => ({
  value: person.id,
  label: person.name,
  icon: <Avatar person={person} size={20} />,
  detail: person.title || person.discipline,
})

/** Those who left stay choosable only where they are already chosen, so that an old form still shows them. */
function useChoices(chosen: readonly string[], side?: Side) {
  const { all, byId } = usePeople()
  const fitting = side ? all.filter((person) => person.side === side) : all
  // By id: after a refetch the same person can be another object in `all` than in `byId`.
  const others = chosen
    .flatMap((id) => byId.get(id) ?? [])
    .filter((person) => !fitting.some(({ id }) => id === person.id))
  return [...fitting, ...others].map(choiceOf)
}

export type PersonPickerProps = Field & {
  value: string | null | undefined
  /** Undefined when the choice was taken away, which a `required` picker does not offer. */
  onChange: (id: MemberId | undefined) => void
  /** Offers only the people of this side. */
  side?: Side
}

/** One member of the workspace. */
export function PersonPicker({ value, onChange, side, ...field }: PersonPickerProps) {
  const choices = useChoices(value ? [value] : [], side)
  return (
    <SelectField<MemberId>
      placeholder={field.required ? 'Choose somebody' : 'Nobody yet'}
      {...field}
      searchable
      choices={choices}
      // Only ids that came from the server are ever passed in.
      value={(value ?? undefined) as MemberId | undefined}
      onChange={onChange}
      {...(field.required ? {} : { onClear: () => onChange(undefined) })}
      nothingFound="Nobody of that name."
    />
  )
}

export type PeoplePickerProps = Field & {
  value: readonly string[]
  onChange: (ids: MemberId[]) => void
  side?: Side
  max?: number
}

/** Any number of members of the workspace. */
export function PeoplePicker({ value, onChange, side, ...field }: PeoplePickerProps) {
  const choices = useChoices(value, side)
  return (
    <MultiSelect<MemberId>
      placeholder={field.required ? 'Choose somebody' : 'Nobody yet'}
      {...field}
      choices={choices}
      // Only ids that came from the server are ever passed in.
      value={[...value] as MemberId[]}
      onChange={onChange}
      nothingFound="Nobody of that name."
    />
  )
}

export type TeamPickerProps = Field & {
  value: string | null | undefined
  onChange: (id: TeamId | undefined) => void
}

/** One team of the workspace. */
export function TeamPicker({ value, onChange, ...field }: TeamPickerProps) {
  const { all } = useTeams()
  const choices = all.map((team) => ({ value: team.id, label: team.name, detail: team.prefix }))
  return (
    <SelectField<TeamId>
      placeholder={field.required ? 'Choose a team' : 'No team'}
      {...field}
      searchable={all.length > 7}
      choices={choices}
      // Only ids that came from the server are ever passed in.
      value={(value ?? undefined) as TeamId | undefined}
      onChange={onChange}
      {...(field.required ? {} : { onClear: () => onChange(undefined) })}
      nothingFound="No team of that name."
    />
  )
}
