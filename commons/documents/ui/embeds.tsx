import { lazy, Suspense } from 'react'

import type { RecordId } from '#commons/records/contract.ts'
import { LoadingState } from '#design/index.ts'

const TextEditor = lazy(() => import('./text-editor.tsx'))

export type DocumentBodyProps = { recordId: RecordId; placeholder: string; label?: string }

/** A text that several people write at once, on any record. Loads its editor only where it is shown. */
export function DocumentBody({ recordId, placeholder, label = 'Text' }: DocumentBodyProps) {
  return (
    <Suspense fallback={<LoadingState like="text" />}>
      <TextEditor key={recordId} recordId={recordId} placeholder={placeholder} label={label} />
    </Suspense>
  )
}
