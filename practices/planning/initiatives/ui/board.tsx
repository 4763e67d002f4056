import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { BoardColumns, ErrorState, Link, LoadingState, type MenuItem, NothingFits, Tabs } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { useGo } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import { type Column, COLUMNS, type RoadmapColumn } from '../columns/contract.ts'
import type { Initiative } from '../contract.ts'
import { COLUMN_WORDS } from '../rules.ts'
import { initiatives } from './api.ts'
import { boardOptions, type Narrowed } from './board-state.ts'
import { Commitment } from './commitment.tsx'
import { InitiativeCard } from './initiative-card.tsx'
import { useMoves } from './use-moves.tsx'

const OPEN: Column[] = ['now', 'next', 'later', 'ideas']
const CLOSED: Column[] = ['done', 'dropped']

const NOTHING: Record<Column, string> = {
  now: 'Nothing is being built. Move what both sides accepted here.',
  next: 'Nothing is ready to begin.',
  later: 'Nothing here that you believe in.',
  ideas: 'No ideas. Anyone may add one.',
  done: 'Nothing is done yet.',
  dropped: 'Nothing was dropped.',
}

const idOf = (initiative: Initiative) => initiative.id as string
const titleOf = (initiative: Initiative) => initiative.title

const narrow = typeof matchMedia === 'undefined' ? undefined : matchMedia('(max-width: 700px)')
const useIsNarrow = () =>
  useSyncExternalStore(
    (watcher) => {
      narrow?.addEventListener('change', watcher)
      return () => narrow?.removeEventListener('change', watcher)
    },
    () => narrow?.matches ?? false,
  )

type Props = { narrowed: Narrowed; withClosed: boolean; onClear: (() => void) | undefined }

/** The roadmap as a board. On a phone one column at a time. */
export function RoadmapBoard({ narrowed, withClosed, onClear }: Props) {
  const me = useMe()
  const go = useGo()
  const isNarrow = useIsNarrow()
  const [tab, setTab] = useState<Column>('now')
  const board = useQuery({ ...boardOptions(narrowed), placeholderData: (before) => before })
  const columns = useQuery(initiatives.columns.queryOptions()).data
  const { move, dialogs } = useMoves()
  const mayMove = me !== undefined && isAtLeast(me.role, 'member')

  if (board.isPending) return <LoadingState like="cards" />
  if (board.isError) return <ErrorState message={refusalOf(board.error) ?? ''} onRetry={() => void board.refetch()} />
  const cards = board.data
  if (onClear && COLUMNS.every((column) => cards[column].cards.length === 0))
    return <NothingFits what="No initiative fits these filters." onClear={onClear} />

  const shown = withClosed ? [...OPEN, ...CLOSED] : OPEN
  const current = shown.includes(tab) ? tab : 'now'
  const open = (initiative: Initiative) => go(`/initiatives/${initiative.key}`)
  const onMove = ({ key, toColumn, before }: { key: string; toColumn: string; before: string | undefined }) => {
    const card = COLUMNS.flatMap((column) => cards[column].cards).find(({ id }) => id === key)
    if (card) move(card, toColumn as Column, before) // The board knows no columns but ours.
  }
  const menuOf = (initiative: Initiative): MenuItem[] => [
    { label: 'Open', run: () => open(initiative), keyHint: 'enter' },
    ...(mayMove ? movesOf(initiative, move) : []),
  ]
  const drawn = (column: Column) => ({
    id: column,
    title: COLUMN_WORDS[column],
    items: cards[column].cards,
    empty: NOTHING[column],
    ...headOf(columns, column, cards[column].more, mayMove, onClear !== undefined),
  })

  return (
    <>
      {isNarrow && (
        <Tabs
          label="Columns of the roadmap"
          tabs={shown.map((column) => ({ value: column, label: COLUMN_WORDS[column] }))}
          value={current}
          onChange={setTab}
        />
      )}
      <BoardColumns
        label="Roadmap"
        columns={(isNarrow ? [current] : shown).map(drawn)}
        keyOf={idOf}
        nameOf={titleOf}
        renderCard={(initiative) => <InitiativeCard initiative={initiative} menu={menuOf(initiative)} />}
        onOpen={open}
        {...(mayMove ? { onMove } : {})}
      />
      {dialogs}
    </>
  )
}

/** One entry a column, for those who do not drag. */
export const movesOf = (initiative: Initiative, move: (initiative: Initiative, column: Column) => void): MenuItem[] => [
  { heading: 'Move to' },
  ...[...OPEN, ...CLOSED].map((column) => ({
    label: COLUMN_WORDS[column],
    checked: column === initiative.column,
    disabled: column === initiative.column,
    run: () => move(initiative, column),
  })),
]

/** The commitment; and how many there are, when they are more than the board shows. */
function headOf(
  columns: RoadmapColumn[] | undefined,
  column: Column,
  more: boolean,
  mayEdit: boolean,
  isNarrowed: boolean,
) {
  const known = columns?.find((one) => one.column === column)
  return {
    below: known && <Commitment column={known} mayEdit={mayEdit} />,
    ...(known && more && !isNarrowed ? { count: known.count } : {}),
    head: more ? <Link href={`/initiatives?view=list&column=${column}`}>All in the list</Link> : undefined,
  }
}
