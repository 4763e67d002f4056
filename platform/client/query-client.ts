import { type QueryKey, QueryClient } from '@tanstack/react-query'

import { isUnanswered } from './refusals.ts'

/** One for each tab. What was read stays fresh for 30 s unless an event says otherwise. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      networkMode: 'offlineFirst',
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 4 && isUnanswered(error),
      retryDelay: (attempt) => Math.min(8000, 300 * 2 ** attempt),
    },
    // The link resends with the same key, so TanStack must neither retry nor hold back.
    mutations: { retry: false, networkMode: 'always' },
  },
})

/**
 * Shows a command's effect at once and takes it back when it is refused:
 * `shoutOuts.give.mutationOptions({ ...optimistically(shoutOuts.list.key(), (page, input) => …) })`.
 * `change` gets each cached answer under the key and returns what it will look like.
 */
export function optimistically<Cached, Input>(queryKey: QueryKey, change: (cached: Cached, input: Input) => Cached) {
  return {
    onMutate: async (input: Input) => {
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueriesData<Cached>({ queryKey })
      queryClient.setQueriesData<Cached>({ queryKey }, (cached) =>
        cached === undefined ? undefined : change(cached, input),
      )
      return { before }
    },
    onError: (_error: unknown, _input: Input, shown: { before: [QueryKey, Cached | undefined][] } | undefined) => {
      for (const [key, cached] of shown?.before ?? []) queryClient.setQueryData(key, cached)
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey })
    },
  }
}
