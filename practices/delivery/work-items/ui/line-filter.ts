import { useQuery } from '@tanstack/react-query'

import type { links as linksContract } from '#commons/links/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { clientOf } from '#platform/client/client.ts'

const links = clientOf<typeof linksContract>('links')

/** The record that the address filters by, for its name. */
export function useRecordWithId(id: string | undefined) {
  const input = { recordId: id as RecordId, most: 1 }
  return useQuery(links.line.queryOptions({ input, enabled: id !== undefined, staleTime: 60_000 })).data?.record
}
