import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordSummary } from '#commons/records/contract.ts'
import { Button, Panel } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'

import { initiatives } from './api.ts'
import { CreateDialog } from './create-dialog.tsx'
import { InitiativeRows } from './initiative-rows.tsx'

import css from './initiatives.module.css'

const SERVED = ['key-result', 'objective', 'clause']

/** Below a key result, objective or clause: the initiatives that serve it, and how far they are. */
export default function InitiativesOfRecord({ record }: { record: RecordSummary }) {
  return SERVED.includes(record.type) ? <Shown record={record} /> : null
}

function Shown({ record }: { record: RecordSummary }) {
  const me = useMe()
  const [isAdding, setAdding] = useState(false)
  const { data } = useQuery(initiatives.list.queryOptions({ input: { serves: record.id, limit: 50 } }))
  if (!data) return null
  return (
    <Panel
      title="Initiatives"
      actions={
        me !== undefined &&
        isAtLeast(me.role, 'contributor') && (
          <Button small icon={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            Add an initiative
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <p className={css.silence}>No initiative serves {record.key} directly.</p>
      ) : (
        <InitiativeRows initiatives={data.items} />
      )}
      {isAdding && <CreateDialog serves={record} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
