import { useInfiniteQuery } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Aside, Button, ErrorState, LoadingState, Stack } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { comments } from './api.ts'
import { threadsKey } from './cached.ts'
import { Composer } from './composer.tsx'
import { ThreadCard } from './thread.tsx'

export { Composer, type ComposerProps } from './composer.tsx'
export { ThreadCard } from './thread.tsx'

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

/** What people say about a record, newest first, with the field to say more. */
export function Comments({ recordId }: { recordId: RecordId }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useThreads(recordId)
  if (error && !data) return <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
  const threads = data?.pages.flatMap(({ items }) => items)
  return (
    <Stack>
      <CommentComposer recordId={recordId} />
      {!threads && <LoadingState like="text" rows={3} />}
      {threads?.length === 0 && <Aside>Nobody has said anything yet.</Aside>}
      {threads?.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} />
      ))}
      {hasNextPage && (
        <Button small kind="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier comments
        </Button>
      )}
    </Stack>
  )
}
