import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'

import type { RecordSummary } from '#commons/records/contract.ts'
import { Button, Panel, ProgressBar, Stack } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

import type { WorkStateGroup } from '../states/contract.ts'
import { useStates } from './api.ts'
import { useAbout, useBoard } from './boards.ts'
import { CreateDialog } from './create-dialog.tsx'
import { ItemActs } from './use-acts.tsx'
import { useMayEdit } from './use-edits.ts'
import { WorkRow } from './work-row.tsx'

import css from './work.module.css'

const ABOVE_WORK = ['initiative', 'key-result', 'objective']
const MOST = 15

/** Below an initiative, key result or objective: the work that is there for it, open first. */
export default function WorkOfRecord({ record }: { record: RecordSummary }) {
  if (!ABOVE_WORK.includes(record.type)) return null
  return (
    <ItemActs>
      <Work record={record} />
    </ItemActs>
  )
}

function Work({ record }: { record: RecordSummary }) {
  useAbout()
  const mayEdit = useMayEdit()
  const [isAdding, setAdding] = useState(false)
  const { data: board } = useBoard({ under: record.id, sort: 'manual', reverse: false, groupBy: 'state', first: MOST })
  const { byId: states } = useStates()
  if (!board) return null
  const rows = board.groups.flatMap(({ items }) => items)
  const open = rows.filter((row) => row.closedAt === null)
  const shown = [...open, ...rows.filter((row) => row.closedAt !== null)].slice(0, MOST)
  const totalIn = (group: WorkStateGroup) =>
    board.groups.reduce((sum, { value, total: some }) => sum + (states.get(value)?.group === group ? some : 0), 0)
  const total = board.total - totalIn('cancelled')
  const done = totalIn('completed')
  return (
    <Panel
      title="Work"
      actions={
        mayEdit && (
          <Button small icon={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            Add work
          </Button>
        )
      }
    >
      {board.total === 0 ? (
        <p>No work item is there for {record.key} yet.</p>
      ) : (
        <Stack gap="tight">
          {total > 0 && (
            <ProgressBar value={done / total} label="Completed work" says={`${done} of ${total} completed`} />
          )}
          <ul className={css.rows}>
            {shown.map((row) => (
              <li key={row.id} className={css.rowOfPage}>
                <WorkRow row={row} isLink={!row.id.startsWith('new ')} lineHidden={row.line?.id === record.id} />
              </li>
            ))}
          </ul>
          <To path={`/work?under=${record.id}&closed=all`}>
            {board.total === 1 ? 'Open it in the list' : `See all ${board.total} in the list`}
          </To>
        </Stack>
      )}
      {isAdding && <CreateDialog line={record} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
