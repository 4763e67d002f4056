import { useInfiniteQuery } from '@tanstack/react-query'

import { Button, Drawer, ErrorState, LoadingState, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Asking, Point } from '../contract.ts'
import { questions } from './api.ts'

import css from './questions.module.css'

type PeopleDrawerProps = { projectId: string; asking: Asking; point: Point; title: string; onClose: () => void }

const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** The people behind one point of an answer, by the id that the product knows them by. */
export function PeopleDrawer({ projectId, asking, point, title, onClose }: PeopleDrawerProps) {
  const list = useInfiniteQuery(
    questions.people.infiniteOptions({
      input: (after: string | undefined) => ({
        projectId: projectId as never,
        asking,
        point,
        limit: 50,
        ...(after ? { after } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next,
    }),
  )
  const people = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Drawer open onClose={onClose} title={title}>
      {list.error ? (
        <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingState like="list" />
      ) : (
        <Stack>
          <ul className={css.people} aria-label={title}>
            {people.map(({ personId, distinctId, lastAt }) => (
              <li key={personId}>
                <b>{distinctId}</b>
                <span>last seen {momentFormat.format(lastAt)}</span>
              </li>
            ))}
          </ul>
          {list.hasNextPage && (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              Show more
            </Button>
          )}
        </Stack>
      )}
    </Drawer>
  )
}
