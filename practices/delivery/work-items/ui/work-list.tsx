import { IconPlus } from '@tabler/icons-react'
import { type Ref, useState } from 'react'

import { GroupedList, IconButton, type ListHandle } from '#design/index.ts'
import { useGo } from '#platform/client/navigation.tsx'

import type { WorkItemRow } from '../items/contract.ts'
import type { Board } from './board-cache.ts'
import { useNamedGroups } from './groups.tsx'
import { useDraft } from './new-item.ts'
import { QuickRow } from './quick-row.tsx'
import { useBulkCommands } from './use-acts.tsx'
import type { ViewState } from './view-state.ts'
import { pointsInWords } from './words.ts'
import { WorkRow } from './work-row.tsx'

const keyOf = (row: WorkItemRow) => row.id
const nameOf = (row: WorkItemRow) => `${row.key} ${row.title}`
const isNew = (row: WorkItemRow) => row.id.startsWith('new ')

type WorkListProps = {
  board: Board
  state: ViewState
  onMore: (group: string) => void
  handle: Ref<ListHandle<WorkItemRow>>
}

/** Items under headings that fold; each group loads as far as one scrolls. */
export function WorkList({ board, state, onMore, handle }: WorkListProps) {
  const { view, filter } = state
  const go = useGo()
  const draft = useDraft()
  const commands = useBulkCommands()
  const named = useNamedGroups(board.groups, view.groupBy)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [adding, setAdding] = useState<string>()
  const groups = named
    // An empty column says something on a board; an empty heading in a list does not.
    .filter((group) => group.total > 0 || adding === group.value)
    .map((group) => ({
      id: group.value,
      label: group.label,
      mark: group.mark,
      count: group.total,
      ...(group.points > 0 ? { detail: pointsInWords(group.points) } : {}),
      items: group.items,
      isOpen: !closed.has(group.value),
      ...(commands && view.groupBy !== 'none'
        ? {
            actions: (
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
            first: (
              <QuickRow
                draft={() =>
                  draft(filter, { by: view.groupBy, value: group.value, line: group.items[0]?.line ?? null })
                }
                onClose={() => setAdding(undefined)}
              />
            ),
          }
        : {}),
    }))
  const toggle = (group: string) => {
    const next = new Set(closed)
    if (!next.delete(group)) next.add(group)
    setClosed(next)
  }
  return (
    <GroupedList
      label="Work items"
      groups={groups}
      keyOf={keyOf}
      nameOf={nameOf}
      renderItem={(row) => <WorkRow row={row} lineHidden={view.groupBy === 'line'} />}
      hasHeadings={view.groupBy !== 'none'}
      onOpen={(row) => !isNew(row) && go(`/work/${row.key}`)}
      onToggle={toggle}
      onGroupEnd={onMore}
      handle={handle}
      {...(commands ? { commands } : {})}
    />
  )
}
