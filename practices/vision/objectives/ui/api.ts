import { clientOf } from '#platform/client/client.ts'
import { queryClient } from '#platform/client/query-client.ts'

import type { checkIns as checkInsContract } from '../check-ins/contract.ts'
import type { objectives as objectivesContract } from '../contract.ts'
import type { cycles as cyclesContract } from '../cycles/contract.ts'
import type { keyResults as keyResultsContract } from '../key-results/contract.ts'

export const objectives = clientOf<typeof objectivesContract>('objectives')
export const keyResults = clientOf<typeof keyResultsContract>('keyResults')
export const checkIns = clientOf<typeof checkInsContract>('checkIns')
export const cycles = clientOf<typeof cyclesContract>('cycles')

/** Reads everything anew that stands on an objective: one change moves bars, counts and states above it. */
export const refreshObjectives = () => {
  for (const queryKey of [objectives.key(), keyResults.key(), checkIns.key(), cycles.key()])
    void queryClient.invalidateQueries({ queryKey })
}
