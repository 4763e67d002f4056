import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { pathOf } from '#commons/records/ui/embeds.tsx'
import { Button, Chip, LoadingState, NothingFits, Row, SegmentedControl, Stack } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

import type { ImportId, RowOutcome } from '../contract.ts'
import { imports } from './api.ts'

const OUTCOMES = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'With a problem' },
  { value: 'skipped', label: 'Skipped' },
  { value: 'created', label: 'Created' },
  { value: 'updated', label: 'Updated' },
] as const

/** What became of each row, with what to do about those that could not be taken in. */
export function RowReport({ id }: { id: ImportId }) {
  const [outcome, setOutcome] = useState<RowOutcome | 'all'>('all')
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
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
      <SegmentedControl
        label="Which rows"

        choices={[...OUTCOMES]}
        value={outcome}
        onChange={(value) => setOutcome(value)}
      />
      {!rows ? (
        <LoadingState like="list" />
      ) : rows.length === 0 ? (
        <NothingFits what="rows" onClear={() => setOutcome('all')} />
      ) : (
        rows.map((row) => (
          <Row key={row.number} gap="tight">
            <Chip>{row.outcome}</Chip>
            <span>{row.number}</span>
            {row.key ? (
              <To path={pathOf({ type: 'work-item', key: row.key })}>
                {row.key} {row.title}
              </To>
            ) : (
              <span>{row.title || row.sourceId}</span>
            )}
            {row.problem && <span>{row.problem}</span>}
          </Row>
        ))
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more rows
        </Button>
      )}
    </Stack>
  )
}
