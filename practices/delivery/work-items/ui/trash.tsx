import { useInfiniteQuery } from '@tanstack/react-query'

import { When } from '#commons/people/ui/embeds.tsx'
import { Aside, Button, Drawer, ErrorState, LoadingState, Row, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { workItems } from './api.ts'
import { TypeMark } from './marks.tsx'
import { useEdits, useMayEdit } from './use-edits.ts'

/** What was removed, the last first, each with the button that brings it back. */
export function Trash({ onClose }: { onClose: () => void }) {
  const { restore } = useEdits()
  const mayEdit = useMayEdit()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    workItems.removed.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 50, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Drawer open onClose={onClose} title="Trash">
      {isPending ? (
        <LoadingState rows={4} />
      ) : error ? (
        <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
      ) : rows.length === 0 ? (
        <p>Nothing is in the trash. What you remove stays here, and can be brought back.</p>
      ) : (
        <Stack>
          {rows.map((row) => (
            <Row key={row.id} spread>
              <span>
                <TypeMark type={row.type} /> {row.title}
                <br />
                <Aside>
                  {row.key}, removed <When at={row.removedAt} />
                </Aside>
              </span>
              {mayEdit && (
                <Button small onClick={() => void restore([row])}>
                  Bring back
                </Button>
              )}
            </Row>
          ))}
          {hasNextPage && (
            <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </Stack>
      )}
    </Drawer>
  )
}
