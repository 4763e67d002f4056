import type { QueryClient, QueryKey } from '@tanstack/react-query'

import type { DomainEvent } from '#platform/events/define-event.ts'

/** An event as it comes down the wire. Its number grows by one in each workspace. */
export type Fact = {
  number: number
  name: string
  data: unknown
  at: string
  by: string | null
  recordId: string | null
  otherRecordId: string | null
}

export type LiveRule = {
  /** `*` hears every event. */
  event: string
  refresh?: (data: unknown, fact: Fact) => QueryKey[]
  patch?: (queryClient: QueryClient, data: unknown, fact: Fact) => void
}

/** When this is heard, these queries are read anew. */
export function refreshes<Data>(event: DomainEvent<string, Data>, keysOf: (data: Data) => QueryKey[]): LiveRule {
  // The server checked the data against this very event before it sent it.
  return { event: event.name, refresh: (data) => keysOf(data as Data) }
}

/** When this is heard, the cached answers are changed in place, without asking the server. For hot lists. */
export function patches<Data>(
  event: DomainEvent<string, Data>,
  patch: (queryClient: QueryClient, data: Data, fact: Fact) => void,
): LiveRule {
  return { event: event.name, patch: (queryClient, data, fact) => patch(queryClient, data as Data, fact) }
}

/** Whenever anything is heard of a record, these queries are read anew: for what lies around every record of any type. */
export function refreshesRecord(keysOf: (recordId: string) => QueryKey[]): LiveRule {
  return {
    event: '*',
    refresh: (_data, fact) => [fact.recordId, fact.otherRecordId].flatMap((id) => (id ? keysOf(id) : [])),
  }
}
