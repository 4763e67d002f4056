import { useQuery } from '@tanstack/react-query'

import type { records as recordsContract } from '#commons/records/contract.ts'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Panel } from '#design/index.ts'
import { clientOf } from '#platform/client/client.ts'

import css from './home.module.css'

const records = clientOf<typeof recordsContract>('records')

/** What one looked at last, to go on with it. */
export function Recently() {
  const { data } = useQuery(records.recent.queryOptions())
  if (!data || data.length === 0) return null
  return (
    <Panel title="You looked at">
      <ul className={css.list}>
        {data.slice(0, 8).map((record) => (
          <li key={record.id} className={css.item}>
            <RecordLink record={record} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
