import { OPERATION_CONTEXT_SYMBOL } from '@orpc/tanstack-query'
import { type QueryKey, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { Person, Team } from '../contract.ts'
import { people } from './api.ts'
import { staySignedIn } from './identity.ts'

const nobody: Everyone = { all: [], byId: new Map(), loaded: false }
const noTeams: Teams = { all: [], byId: new Map(), loaded: false }

/** `all` are the people who are members today, by name; `byId` also knows tokens and those who left. */
export type Everyone = { all: Person[]; byId: Map<string, Person>; loaded: boolean }
export type Teams = { all: Team[]; byId: Map<string, Team>; loaded: boolean }

/** Tells the link that this only reads, so that it neither sends a key nor resends by itself. */
const asQuery = (key: QueryKey) => ({ [OPERATION_CONTEXT_SYMBOL]: { key, type: 'query' as const } })

const everyone = queryOptions({
  queryKey: [...people.list.key(), 'everyone'] as const,
  queryFn: async ({ signal, queryKey }): Promise<Everyone> => {
    const found: Person[] = []
    let after: string | undefined
    do {
      const page = await people.list.call(
        { withLeft: true, limit: 1000, ...(after ? { after } : {}) },
        { signal, context: asQuery(queryKey) },
      )
      found.push(...page.items)
      after = page.next
    } while (after)
    return {
      all: found.filter((person) => !person.hasLeft && person.kind === 'person'),
      byId: new Map(found.map((person) => [person.id, person])),
      loaded: true,
    }
  },
  staleTime: 5 * 60_000,
})

/** Everyone in the workspace, read once and kept fresh by events. */
export const usePeople = (): Everyone => useQuery(everyone).data ?? nobody

const me = people.me.queryOptions({
  staleTime: 5 * 60_000,
  select: ({ member, ...rest }) => ({ ...member, ...rest }),
})

/** Who asks: the member with their workspace, e-mail and teams. Undefined until it is known. */
export function useMe() {
  const { data } = useQuery(me)
  const isKnown = data !== undefined
  useEffect(() => {
    if (isKnown) staySignedIn()
  }, [isKnown])
  return data
}

const teams = queryOptions({
  queryKey: [...people.teams.key(), 'all'] as const,
  queryFn: async ({ signal, queryKey }): Promise<Teams> => {
    const all = await people.teams.call(undefined, { signal, context: asQuery(queryKey) })
    return { all, byId: new Map(all.map((team) => [team.id, team])), loaded: true }
  },
  staleTime: 5 * 60_000,
})

/** The teams of the workspace with their members. */
export const useTeams = (): Teams => useQuery(teams).data ?? noTeams
