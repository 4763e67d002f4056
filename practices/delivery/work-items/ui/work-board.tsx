import { IconPlus } from '@tabler/icons-react'
import { type Ref, useState } from 'react'

import { type BoardMove, BoardColumns, IconButton, type ListHandle, toast } from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'

import type { WorkItemRow } from '../items/contract.ts'
import type { Board } from './board-cache.ts'
import { changeInto, useNamedGroups } from './groups.tsx'
import { useDraft } from './new-item.ts'
import { QuickRow } from './quick-row.tsx'
import { useActs, useBulkCommands } from './use-acts.tsx'
import type { ViewState } from './view-state.ts'
import { WorkCard } from './work-row.tsx'

const keyOf = (row: WorkItemRow) => row.id
const nameOf = (row: WorkItemRow) => `${row.key} ${row.title}`
const isNew = (row: WorkItemRow) => row.id.startsWith('new ')

type WorkBoardProps = {
  board: Board
  state: ViewState
  onMore: (group: string) => void
  handle: Ref<ListHandle<WorkItemRow>>
}

/** Items as cards in columns. A card is dragged, or carried with shift and the arrows; the selected go together. */
export function WorkBoard({ board, state, onMore, handle }: WorkBoardProps) {
  const { view, filter } = state
  const go = useGo()
  const draft = useDraft()
  const { edits, mayEdit } = useActs()
  const commands = useBulkCommands()
  const named = useNamedGroups(board.groups, view.groupBy)
  const [adding, setAdding] = useState<string>()

  const move = ({ key, toColumn, before }: BoardMove) => {
    const from = named.find((group) => group.items.some((row) => row.id === key))
    const to = named.find((group) => group.value === toColumn)
    const row = from?.items.find(({ id }) => id === key)
    if (!from || !to || !row || isNew(row)) return
    const isOrdered = view.sort === 'manual' && !view.reverse
    const others = to.items.filter(({ id }) => id !== key)
    const at = before === undefined ? others.length : others.findIndex(({ id }) => id === before)
    const [above, below] = [others[at - 1], others[at]]
    if (view.groupBy === 'state') {
      const stateId = from === to ? undefined : (toColumn as WorkItemRow['stateId'])
      if (stateId === undefined && !isOrdered) return sayOrdered()
      return void edits.move(row, { stateId, ...(isOrdered ? { above, below } : {}) })
    }
    if (from === to) return isOrdered ? void edits.move(row, { above, below }) : sayOrdered()
    const change = changeInto(view.groupBy, toColumn, from.value, to.items[0]?.line ?? null)
    if (change) void edits.change([row], change)
  }

  const moveAll = (rows: WorkItemRow[], toColumn: string) => {
    const line = named.find((group) => group.value === toColumn)?.items[0]?.line ?? null
    const isFromMatter = view.groupBy === 'assignee' || view.groupBy === 'label'
    const columnOf = (row: WorkItemRow) => named.find(({ items }) => items.includes(row))?.value ?? ''
    // Who leaves a person's or a label's column loses that one; all other moves are one change.
    const parts = Map.groupBy(rows, (row) => (isFromMatter ? columnOf(row) : ''))
    for (const [from, part] of parts) {
      const change = changeInto(view.groupBy, toColumn, from, line)
      const moved = part.filter((row) => !isNew(row) && columnOf(row) !== toColumn)
      if (change) void edits.change(moved, change)
    }
  }

  return (
    <BoardColumns
      label="Work items"
      columns={named.map((group) => ({
        id: group.value,
        title: group.label,
        items: group.items,
        count: group.total,
        empty: 'Nothing here.',
        ...(mayEdit
          ? {
              head: (
                <IconButton
                  small
                  label={`Add to ${group.label}`}
                  icon={<IconPlus size={15} />}
                  onClick={() => setAdding(group.value)}
                />
              ),
            }
          : {}),
        ...(adding === group.value
          ? {
              below: (
                <QuickRow
                  asCard
                  draft={() =>
                    draft(filter, { by: view.groupBy, value: group.value, line: group.items[0]?.line ?? null })
                  }
                  onClose={() => setAdding(undefined)}
                />
              ),
            }
          : {}),
      }))}
      keyOf={keyOf}
      nameOf={nameOf}
      renderCard={(row) => <WorkCard row={row} />}
      onOpen={(row) => !isNew(row) && go(`/work/${row.key}`)}
      onColumnEnd={onMore}
      handle={handle}
      height="calc(100dvh - 250px)"
      {...(mayEdit ? { onMove: move, onMoveAll: moveAll } : {})}
      {...(commands ? { commands } : {})}
    />
  )
}

const sayOrdered = () =>
  void toast({ message: 'The column is sorted. Sort by hand to put cards where you like.', kind: 'refused' })
