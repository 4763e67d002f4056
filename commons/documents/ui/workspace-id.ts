import { useQuery } from '@tanstack/react-query'

import type { people as contract } from '#commons/people/contract.ts'
import { clientOf } from '#platform/client/client.ts'

const people = clientOf<typeof contract>('people')

/** The id of the workspace in the address; it is part of a text's name. */
export function useWorkspaceId(slug: string | undefined) {
  const { data } = useQuery({ ...people.me.queryOptions(), enabled: slug !== undefined })
  return data?.workspace.id
}
