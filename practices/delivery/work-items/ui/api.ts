import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { clientOf } from '#platform/client/client.ts'
import { queryClient } from '#platform/client/query-client.ts'

import type { workItems as contract } from '../contract.ts'
import type { workLabels as labelsContract, WorkLabel } from '../labels/contract.ts'
import type { workStates as statesContract } from '../states/contract.ts'
import { USUAL_STATES } from '../states/rules.ts'
import type { workViews as viewsContract } from '../views/contract.ts'

export const workItems = clientOf<typeof contract>('workItems')
export const workStates = clientOf<typeof statesContract>('workStates')
export const workLabels = clientOf<typeof labelsContract>('workLabels')
export const workViews = clientOf<typeof viewsContract>('workViews')

const LONG_MS = 5 * 60_000

/** The states in the order of the board; the usual ones until the workspace's are known. */
export function useStates() {
  const { data: all = USUAL_STATES } = useQuery(workStates.inOrder.queryOptions({ staleTime: LONG_MS }))
  return useMemo(() => ({ all, byId: new Map(all.map((state) => [state.id as string, state])) }), [all])
}

/** The name of a label that was perhaps added a moment ago. */
export const labelName = (id: string) =>
  queryClient.getQueryData(workLabels.byName.queryKey())?.find((label) => label.id === id)?.name

export const showLabel = (label: WorkLabel) =>
  queryClient.setQueryData(workLabels.byName.queryKey(), (all) =>
    all?.some(({ id }) => id === label.id) ? all : [...(all ?? []), { ...label, items: 0 }],
  )

/** The labels by name, with how many items have each. */
export function useLabels() {
  const { data } = useQuery(workLabels.byName.queryOptions({ staleTime: LONG_MS }))
  return useMemo(() => {
    const all = data ?? []
    return { all, byId: new Map(all.map((label) => [label.id as string, label])) }
  }, [data])
}
