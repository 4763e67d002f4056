import { useInfiniteQuery } from '@tanstack/react-query'

import { When } from '#commons/people/ui/embeds.tsx'
import { Button, Chip, EmptyState, ErrorState, LoadingState, Panel, Pictures, Row, Stack } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ProductProject } from '../projects/contract.ts'
import { productEvents } from './api.ts'

import css from './product-events.module.css'

const WORDS: Record<string, string> = {
  NO_NAME: 'No name',
  NO_DISTINCT_ID: 'Nobody’s',
  ILLEGAL_DISTINCT_ID: 'Nobody’s',
  NAME_TOO_LONG: 'Too long',
  DISTINCT_ID_TOO_LONG: 'Too long',
  NOT_AN_EVENT: 'Not an event',
  NO_ID: 'No id',
  TOO_LARGE: 'Too large',
  NOT_SUPPORTED: 'Not supported',
  ORIGIN_NOT_ALLOWED: 'Other origin',
  NOT_READABLE: 'Not readable',
  MERGE_REFUSED: 'Not joined',
}

/** What could not be used, with the reason and the beginning of what was sent. */
export function Rejections({ project }: { project: ProductProject }) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    productEvents.rejections.infiniteOptions({
      input: (after: string | undefined) => ({ projectId: project.id, limit: 30, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  if (error)
    return (
      <ErrorState message={refusalOf(error) ?? 'What was refused could not be read.'} onRetry={() => void refetch()} />
    )
  const found = data?.pages.flatMap((page) => page.items)
  if (!found) return <LoadingState like="list" />
  if (found.length === 0)
    return (
      <EmptyState
        picture={<Pictures.Notes />}
        title="Nothing was refused"
        brings="Whatever cannot be used stands here for two weeks with its reason, so that no event goes missing unseen."
      />
    )
  return (
    <Stack>
      {found.map((one) => (
        <Panel key={one.id} plain>
          <Stack gap="tight">
            <Row gap="tight">
              <Chip tone={one.reason === 'MERGE_REFUSED' ? 'amber' : 'red'}>{WORDS[one.reason] ?? one.reason}</Chip>
              <span>{one.says}</span>
              <span className={css.quiet}>
                {one.source}, <When at={one.at} />
              </span>
            </Row>
            <pre className={`${css.code} ${css.wrap}`}>{one.sample}</pre>
          </Stack>
        </Panel>
      ))}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </Stack>
  )
}
