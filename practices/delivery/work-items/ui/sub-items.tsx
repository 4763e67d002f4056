import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'

import { Button, ProgressBar, Stack } from '#design/index.ts'
import { To, useGo } from '#platform/client/navigation.tsx'

import type { WorkItem, WorkItemRow } from '../items/contract.ts'
import { useDraft } from './new-item.ts'
import { QuickRow } from './quick-row.tsx'
import { useActs } from './use-acts.tsx'
import { WorkRow } from './work-row.tsx'

import css from './work.module.css'

/** What an item is made of, with how much of it is completed, and the field that adds to it. */
export function SubItems({ item }: { item: WorkItem }) {
  const { mayEdit } = useActs()
  const draft = useDraft()
  const [isAdding, setAdding] = useState(false)
  const { total, completed } = item.subItems
  const begin = () => ({
    ...draft(item.teamId ? { teams: [item.teamId] } : { teams: ['none'] }),
    parent: { id: item.id, key: item.key, title: item.title },
  })
  return (
    <Stack gap="tight">
      {total > 0 && (
        <ProgressBar
          value={completed / total}
          label="Completed sub-items"
          says={`${completed} of ${total} completed`}
        />
      )}
      {item.subItemRows.length > 0 && (
        <ul className={css.rows}>
          {item.subItemRows.map((row) => (
            <li key={row.id} className={css.rowOfPage}>
              <PartRow row={row} lineHidden={row.line?.id === item.line?.id} />
            </li>
          ))}
        </ul>
      )}
      {total > item.subItemRows.length && item.subItemRows.length >= 100 && (
        <To path={`/work?parent=${item.id}&closed=all`}>See all {total} sub-items</To>
      )}
      {isAdding ? (
        <QuickRow draft={begin} onClose={() => setAdding(false)} placeholder="What is a part of it?" />
      ) : (
        mayEdit && (
          <span>
            <Button small kind="quiet" icon={<IconPlus size={14} />} onClick={() => setAdding(true)}>
              Add a sub-item
            </Button>
          </span>
        )
      )}
    </Stack>
  )
}

function PartRow({ row, lineHidden }: { row: WorkItemRow; lineHidden: boolean }) {
  const go = useGo()
  const isNew = row.id.startsWith('new ')
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the key inside is a link that the keyboard finds
    <div
      className={css.partRow}
      onClick={(event) => {
        if (!isNew && !(event.target as HTMLElement).closest('a, button')) go(`/work/${row.key}`)
      }}
    >
      <WorkRow row={{ ...row, parent: null }} isLink={!isNew} lineHidden={lineHidden} />
    </div>
  )
}
