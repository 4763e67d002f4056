import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { pathOf } from '#commons/records/ui/embeds.tsx'
import {
  Chip,
  type Column,
  ErrorState,
  LoadingState,
  NothingFits,
  SegmentedControl,
  Stack,
  VirtualTable,
} from '#design/index.ts'
import { To, useGo } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import type { ImportId, ImportRow, RowOutcome } from '../contract.ts'
import { imports } from './api.ts'

const OUTCOME_WORDS: Record<RowOutcome, string> = {
  waiting: 'Waiting',
  created: 'Created',
  updated: 'Updated',
  unchanged: 'Unchanged',
  skipped: 'Skipped',
  failed: 'With a problem',
}

const OUTCOMES = (['all', 'failed', 'skipped', 'created', 'updated', 'unchanged'] as const).map((value) => ({
  value,
  label: value === 'all' ? 'All' : OUTCOME_WORDS[value],
}))

/** Those that did not come in; of them one wants to know why. */
const isLeftOut = (outcome: RowOutcome | 'all') => outcome === 'failed' || outcome === 'skipped'

const keyOf = ({ number }: ImportRow) => String(number)

const columnsFor = (shown: RowOutcome | 'all'): Column<ImportRow>[] => [
  { id: 'number', head: 'Row', width: '64px', align: 'end', wideOnly: true, cell: ({ number }) => number },
  {
    id: 'outcome',
    head: 'What came of it',
    width: '130px',
    wideOnly: isLeftOut(shown),
    cell: ({ outcome }) => (
      <Chip {...(outcome === 'failed' ? { tone: 'red' as const } : {})}>{OUTCOME_WORDS[outcome]}</Chip>
    ),
  },
  { id: 'key', head: 'Key', width: '84px', wideOnly: true, cell: ({ key }) => key },
  {
    id: 'title',
    head: 'Title',
    width: 'minmax(140px, 3fr)',
    cell: ({ key, title, sourceId }) =>
      key ? <To path={pathOf({ type: 'work-item', key })}>{title}</To> : title || sourceId,
  },
  {
    id: 'problem',
    head: 'What to do',
    width: 'minmax(120px, 2fr)',
    wideOnly: !isLeftOut(shown),
    cell: ({ problem }) => <span title={problem ?? undefined}>{problem}</span>,
  },
]

/** What became of each row, with what to do about those that could not be taken in. */
export function RowReport({ id }: { id: ImportId }) {
  const go = useGo()
  const [outcome, setOutcome] = useState<RowOutcome | 'all'>('all')
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    imports.rows.infiniteOptions({
      input: (after: string | undefined) => ({
        id,
        limit: 100,
        ...(after ? { after } : {}),
        ...(outcome === 'all' ? {} : { outcome }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const rows = data?.pages.flatMap((page) => page.items)
  return (
    <Stack gap="normal">
      <SegmentedControl label="Which rows" small choices={OUTCOMES} value={outcome} onChange={setOutcome} />
      {error ? (
        <ErrorState message={refusalOf(error) ?? 'The rows could not be read.'} onRetry={() => void refetch()} />
      ) : !rows ? (
        <LoadingState like="list" />
      ) : rows.length === 0 ? (
        <NothingFits
          what={outcome === 'all' ? 'It has no rows.' : 'No row ended like this.'}
          {...(outcome === 'all' ? {} : { onClear: () => setOutcome('all') })}
        />
      ) : (
        <VirtualTable
          label="Rows of the import"
          items={rows}
          keyOf={keyOf}
          columns={columnsFor(outcome)}
          height="560px"
          onOpen={({ key }) => key && go(pathOf({ type: 'work-item', key }))}
          onEnd={() => hasNextPage && void fetchNextPage()}
          loadingMore={isFetchingNextPage}
        />
      )}
    </Stack>
  )
}
