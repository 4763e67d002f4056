import { Avatar, FilterMenu } from '#design/index.ts'

import { usePeople, useTeams } from './everyone.ts'

export type FilterProps = { value: string | undefined; onChange: (id: string | undefined) => void }

/** Narrows a list to one team. Not shown where there is only one. */
export function TeamFilter(props: FilterProps) {
  const { all } = useTeams()
  if (all.length < 2) return null
  const choices = all.map(({ id, name }) => ({ value: id as string, label: name }))
  return <FilterMenu label="Team" any="Any team" choices={choices} {...props} />
}

/** Narrows a list to what one person owns. */
export function OwnerFilter(props: FilterProps) {
  const { all } = usePeople()
  const choices = all.map((person) => ({
    value: person.id as string,
    label: person.name,
    icon: <Avatar person={person} size={18} />,
  }))
  return <FilterMenu label="Owner" any="Anyone" choices={choices} {...props} />
}
