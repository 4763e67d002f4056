import type { RecordSummary, RecordType } from '#commons/records/contract.ts'
import { Panel } from '#design/index.ts'

import { DocumentBody } from './embeds.tsx'

/** Records whose page is a text of another kind, or none. */
const WITHOUT: RecordType[] = ['vision', 'clause', 'shout-out', 'change', 'work-item']

/** The shared text of a record, on the page of every type that does not hold its own. */
export default function Notes({ record }: { record: RecordSummary }) {
  if (WITHOUT.includes(record.type)) return null
  return (
    <Panel title="Notes" plain>
      <DocumentBody recordId={record.id} placeholder="Write together. Type / for headings, lists, tables and more." />
    </Panel>
  )
}
