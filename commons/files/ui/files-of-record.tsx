import type { RecordSummary } from '#commons/records/contract.ts'
import { AsidePart } from '#design/index.ts'

import { FilesOfRecord } from './file-list.tsx'

/** The files at a record, in the right column of its page. */
export default function FilesPanel({ record }: { record: Pick<RecordSummary, 'id'> }) {
  return (
    <AsidePart title="Files">
      <FilesOfRecord recordId={record.id} />
    </AsidePart>
  )
}
