import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import {
  Chip,
  type Column as TableColumn,
  ErrorState,
  FilterMenu,
  LoadingState,
  NothingFits,
  OwnerPair,
  SignOffMarks,
  VirtualTable,
} from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useGo, useUrlQuery } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { type Column, COLUMNS } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { initiatives } from './api.ts'
import type { Narrowed } from './board-state.ts'
import { DeliveryBar } from './delivery-bar.tsx'
import { useAcceptance } from './gate.tsx'
import { useOwners } from './initiative-card.tsx'
import { MoveSeveralDialog } from './move-several-dialog.tsx'
import { dayInWords, effortInShort } from './words.ts'

import css from './initiatives.module.css'

const PAGE_SIZE = 50
const SORTS = ['place', 'updated', 'target', 'title', 'effort'] as const
type SortBy = (typeof SORTS)[number]

const idOf = (initiative: Initiative) => initiative.id as string
const columnOf = (initiative: Initiative) => COLUMN_WORDS[initiative.column]

const TABLE: TableColumn<Initiative>[] = [
  { id: 'key', head: 'Key', width: '68px', cell: ({ key }) => <span className={css.key}>{key}</span>, wideOnly: true },
  { id: 'title', head: 'Title', width: 'minmax(180px, 3fr)', sortable: true, cell: ({ title }) => title },
  {
    id: 'place',
    head: 'Column',
    width: '96px',
    sortable: true,
    cell: ({ column }) => <Chip>{COLUMN_WORDS[column]}</Chip>,
  },
  { id: 'owners', head: 'Owners', width: '72px', wideOnly: true, cell: (one) => <Owners initiative={one} /> },
  { id: 'accepted', head: 'Accepted', width: '80px', wideOnly: true, cell: (one) => <Accepted initiative={one} /> },
  {
    id: 'effort',
    head: 'Effort',
    width: '80px',
    align: 'end',
    sortable: true,
    wideOnly: true,
    cell: ({ effort }) => (effort ? effortInShort(effort) : '–'),
  },
  { id: 'evidence', head: 'Evidence', width: '80px', align: 'end', wideOnly: true, cell: (one) => one.evidenceCount },
  {
    id: 'delivery',
    head: 'Delivery',
    width: '124px',
    wideOnly: true,
    cell: (one) => <DeliveryBar delivery={one.delivery} />,
  },
  {
    id: 'target',
    head: 'Target',
    width: '124px',
    sortable: true,
    wideOnly: true,
    cell: ({ targetOn }) => (targetOn ? dayInWords(targetOn) : '–'),
  },
]

function Owners({ initiative }: { initiative: Initiative }) {
  return <OwnerPair {...useOwners(initiative)} size={20} />
}

function Accepted({ initiative }: { initiative: Initiative }) {
  return <SignOffMarks {...useAcceptance(initiative)} />
}

/** Which column the list shows alone; in the address. */
export function ColumnFilter() {
  const [query, setQuery] = useUrlQuery()
  return (
    <FilterMenu
      label="Column"
      any="All columns"
      choices={COLUMNS.map((column) => ({ value: column, label: COLUMN_WORDS[column] }))}
      value={COLUMNS.find((column) => column === query.column)}
      onChange={(column) => setQuery({ column })}
    />
  )
}

/** The roadmap as a table: sorted, narrowed, several moved at once. Sort and filters are in the address. */
export function InitiativeList({ narrowed, onClear }: { narrowed: Narrowed; onClear: (() => void) | undefined }) {
  const me = useMe()
  const go = useGo()
  const [query, setQuery] = useUrlQuery()
  const [toMove, setToMove] = useState<Initiative[]>()
  const column: Column | undefined = COLUMNS.find((one) => one === query.column)
  const sort: SortBy = SORTS.find((one) => one === query.sort) ?? 'place'
  const descending = query.desc === 'yes'

  const list = useInfiniteQuery(
    initiatives.list.infiniteOptions({
      input: (after: string | undefined) =>
        // The ids in the address are checked by the server.
        ({ ...narrowed, ...(column ? { column: [column] } : {}), sort, descending, limit: PAGE_SIZE, after }) as never,
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next,
      placeholderData: (before) => before,
    }),
  )
  if (list.isPending) return <LoadingState like="list" />
  if (list.isError) return <ErrorState message={refusalOf(list.error) ?? ''} onRetry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <NothingFits
        what="No initiative fits these filters."
        onClear={onClear ?? (() => setQuery({ column: undefined }))}
      />
    )
  const mayMove = me !== undefined && isAtLeast(me.role, 'member')
  return (
    <>
      <VirtualTable
        label="Initiatives"
        items={items}
        keyOf={idOf}
        columns={TABLE}
        {...(sort === 'place' ? { groupOf: columnOf } : {})}
        onOpen={({ key }) => go(`/initiatives/${key}`)}
        sort={{ by: sort, descending }}
        onSort={({ by, descending: down }) =>
          setQuery({ sort: by === 'place' ? undefined : by, desc: down ? 'yes' : undefined })
        }
        onEnd={() => list.hasNextPage && void list.fetchNextPage()}
        loadingMore={list.isFetchingNextPage}
        height="calc(100dvh - 240px)"
        {...(mayMove ? { commands: [{ key: 'm', label: 'Move', run: setToMove }] } : {})}
      />
      {toMove && <MoveSeveralDialog chosen={toMove} onClose={() => setToMove(undefined)} />}
    </>
  )
}
