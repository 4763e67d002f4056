import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordType } from '#commons/records/contract.ts'
import { PLURALS, RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, LoadingState, Panel, SelectField, Stack } from '#design/index.ts'

import { links } from './api.ts'
import { ConnectButton } from './embeds.tsx'

import css from './map.module.css'

/** What has nothing above it, type by type, each with the button that connects it. */
export function Unlinked() {
  const { data: coverage = [] } = useQuery(links.coverage.queryOptions())
  const loose = coverage.filter(({ total, linked }) => total > linked)
  const [chosen, setChosen] = useState<RecordType>()
  const type = loose.find((one) => one.type === chosen)?.type ?? loose[0]?.type
  if (!type) return null
  return (
    <aside className={css.unlinked}>
      <Panel title="Not connected yet">
        <Stack>
          <SelectField
            label="What"
            labelHidden
            choices={loose.map((one) => ({
              value: one.type,
              label: `${PLURALS[one.type]} (${one.total - one.linked})`,
            }))}
            value={type}
            onChange={setChosen}
          />
          <UnlinkedOf key={type} type={type} />
        </Stack>
      </Panel>
    </aside>
  )
}

function UnlinkedOf({ type }: { type: RecordType }) {
  const list = useInfiniteQuery(
    links.unlinked.infiniteOptions({
      input: (after: string | undefined) => ({ type, limit: 20, ...(after ? { after } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const records = list.data?.pages.flatMap(({ items }) => items)
  if (!records) return <LoadingState like="list" rows={3} />
  if (records.length === 0) return <Aside>Everything is connected.</Aside>
  return (
    <>
      <ul className={css.tray}>
        {records.map((record) => (
          <li key={record.id} className={css.loose}>
            <RecordLink record={record} stateHidden />
            <ConnectButton recordId={record.id} type={record.type} recordKey={record.key} at="above" />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button small kind="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
