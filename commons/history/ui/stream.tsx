import { useInfiniteQuery } from '@tanstack/react-query'

import { CommentComposer, ThreadCard, useThreads } from '#commons/comments/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Aside, Button, ErrorState, LoadingState, SegmentedControl } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Entry } from '../contract.ts'
import { history } from './api.ts'
import { EntryRow } from './entry.tsx'
import { merged } from './merged.ts'

import css from './history.module.css'

const SHOWN = ['all', 'comments', 'history'] as const
type ShownKind = (typeof SHOWN)[number]
const WORDS: Record<ShownKind, string> = { all: 'All', comments: 'Comments', history: 'History' }

/** What happened to one record, newest first, page by page. Comments stand for themselves. */
const useHistory = (recordId: RecordId, isWanted: boolean) =>
  useInfiniteQuery(
    history.of.infiniteOptions({
      input: (after: string | undefined) => ({ recordId, without: ['comment.'], ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      enabled: isWanted,
    }),
  )

/** One stream of what people said and what happened, newest first. */
export function Stream({ recordId }: { recordId: RecordId }) {
  const [query, setQuery] = useUrlQuery()
  const shown = SHOWN.find((kind) => kind === query.stream) ?? 'all'
  const threads = useThreads(recordId, shown !== 'history')
  const facts = useHistory(recordId, shown !== 'comments')

  const sources = [...(shown === 'history' ? [] : [threads]), ...(shown === 'comments' ? [] : [facts])]
  const error = sources.find((source) => source.error && !source.data)?.error
  const isLoading = sources.some((source) => source.isPending)
  const { items, behind } = merged(
    shown === 'history'
      ? undefined
      : { items: threads.data?.pages.flatMap((page) => page.items) ?? [], more: threads.hasNextPage },
    shown === 'comments'
      ? undefined
      : { items: facts.data?.pages.flatMap((page) => page.items) ?? [], more: facts.hasNextPage },
  )
  const isFetching = threads.isFetchingNextPage || facts.isFetchingNextPage
  const showEarlier = () => {
    if (behind.includes('first')) void threads.fetchNextPage()
    if (behind.includes('second')) void facts.fetchNextPage()
  }

  return (
    <section className={css.stream} aria-label="Comments and history">
      <div className={css.streamHead}>
        <h2 className={css.streamTitle}>Comments and history</h2>
        <SegmentedControl
          small
          label="What is shown"
          choices={SHOWN.map((value) => ({ value, label: WORDS[value] }))}
          value={shown}
          onChange={(kind) => setQuery({ stream: kind === 'all' ? undefined : kind })}
        />
      </div>
      {shown !== 'history' && <CommentComposer recordId={recordId} />}
      {error ? (
        <ErrorState
          message={refusalOf(error) ?? ''}
          onRetry={() => {
            for (const source of sources) void source.refetch()
          }}
        />
      ) : isLoading ? (
        <LoadingState like="text" rows={4} />
      ) : items.length === 0 ? (
        <Aside>{shown === 'comments' ? 'Nobody has said anything yet.' : 'Nothing has happened yet.'}</Aside>
      ) : (
        <ol className={css.items}>
          {items.map((item) => (
            <li key={item.from === 'first' ? item.item.id : item.item.number}>
              {item.from === 'first' ? <ThreadCard thread={item.item} /> : <EntryRow entry={item.item as Entry} />}
            </li>
          ))}
        </ol>
      )}
      {behind.length > 0 && !isLoading && (
        <Button small kind="quiet" busy={isFetching} onClick={showEarlier}>
          Show earlier
        </Button>
      )}
    </section>
  )
}
