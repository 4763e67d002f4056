import type { LiveRule } from '#platform/client/live-rules.ts'

import type { RecordSummary } from '../contract.ts'
import { byKeyRoot } from './by-key.ts'

/** A chip shows the live state: when anything is heard of its record, it is read anew. */
const refreshChips: LiveRule = {
  event: '*',
  patch: (queryClient, _data, fact) => {
    if (!fact.recordId) return
    void queryClient.invalidateQueries({
      queryKey: byKeyRoot,
      predicate: ({ state }) => (state.data as RecordSummary | null | undefined)?.id === fact.recordId,
    })
  },
}

export const live = [refreshChips]
