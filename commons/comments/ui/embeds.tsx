import { useInfiniteQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'

import { comments } from './api.ts'
import { threadsKey } from './cached.ts'
import { Composer } from './composer.tsx'

export { ReactionBar, type ReactionBarProps } from './reaction-bar.tsx'
export { ThreadCard } from './thread.tsx'
export { withReaction } from './with-reaction.ts'

/** The threads about a record, newest first, page by page. */
export const useThreads = (recordId: RecordId, isWanted = true) =>
  useInfiniteQuery(
    comments.list.infiniteOptions({
      input: (after: string | undefined) => ({ recordId, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      enabled: isWanted,
    }),
  )

/** The field in which something is said about a record. Not shown to observers, who read. */
export function CommentComposer({ recordId }: { recordId: RecordId }) {
  const me = useMe()
  if (!me || !isAtLeast(me.role, 'contributor')) return null
  const send = async (text: string) => {
    await comments.add.call({ recordId, text })
    await queryClient.invalidateQueries({ queryKey: threadsKey(recordId) })
  }
  return (
    <Composer
      label="Your comment"
      placeholder="Say what you think, ask, or tell what you found"
      submit="Comment"
      draft={`comment:${recordId}`}
      recordId={recordId}
      onSend={send}
    />
  )
}
