import { useQuery } from '@tanstack/react-query'

import { SelectField } from '#design/index.ts'

import type { Property } from '../../properties/contract.ts'
import { questions } from '../api.ts'

type PropertyFieldProps = {
  projectId: string
  label: string
  labelHidden?: boolean
  value: Property | undefined
  onChange: (value: Property) => void
  onClear?: () => void
  /** Only properties of people, as cohorts ask for. */
  onlyPeople?: boolean
}

/** How a property is told apart in a list. */
const idOf = (property: Property) => JSON.stringify(property)

/** Chooses a property of events, people or groups from those that were sent. */
export function PropertyField(props: PropertyFieldProps) {
  const { projectId, label, labelHidden, value, onChange, onClear, onlyPeople = false } = props
  const names = (of: 'event' | 'person' | 'group') =>
    questions.properties.queryOptions({ input: { projectId: projectId as never, of }, staleTime: 60_000 })
  const ofEvents = useQuery({ ...names('event'), enabled: !onlyPeople }).data ?? []
  const ofPeople = useQuery(names('person')).data ?? []
  const groups =
    useQuery({
      ...questions.groupTypes.queryOptions({ input: { projectId: projectId as never }, staleTime: 60_000 }),
      enabled: !onlyPeople,
    }).data ?? []
  const ofGroups = useQuery({ ...names('group'), enabled: groups.length > 0 }).data ?? []
  const choices: { property: Property; label: string; detail: string }[] = [
    ...ofEvents.map((name) => ({ property: { of: 'event' as const, name }, label: name, detail: 'Event' })),
    ...ofPeople.map((name) => ({ property: { of: 'person' as const, name }, label: name, detail: 'Person, as now' })),
    ...groups.flatMap((group) => [
      { property: { of: 'group key' as const, group }, label: group, detail: 'Which group' },
      ...ofGroups.map((name) => ({
        property: { of: 'group' as const, group, name },
        label: name,
        detail: `${group}, as now`,
      })),
    ]),
  ]
  // What was chosen before stays choosable, though no event has it any more.
  if (value && !choices.some(({ property }) => idOf(property) === idOf(value))) {
    const name = 'name' in value ? value.name : value.group
    choices.unshift({ property: value, label: name, detail: 'Not sent lately' })
  }
  return (
    <SelectField
      label={label}
      {...(labelHidden ? { labelHidden } : {})}
      placeholder="Choose a property"
      searchable
      choices={choices.map(({ property, label, detail }) => ({ value: idOf(property), label, detail }))}
      value={value && idOf(value)}
      onChange={(id) => onChange(choices.find(({ property }) => idOf(property) === id)!.property)}
      {...(onClear ? { onClear } : {})}
      nothingFound="No event has such a property."
    />
  )
}
