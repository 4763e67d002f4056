import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { Button, Dialog, LoadingState } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'

import type { KeyResult } from '../key-results/contract.ts'
import { keyResults } from './api.ts'
import { KeyResultRow } from './key-result-row.tsx'

export { ConfidenceDots, type ConfidenceDotsProps } from './confidence-dots.tsx'
export { KeyResultRow, type KeyResultRowProps } from './key-result-row.tsx'

const CheckInForm = lazy(() => import('./check-in-form.tsx').then((module) => ({ default: module.CheckInForm })))

/** A key result by its key, live. */
export const useKeyResult = (key: string | undefined) =>
  useQuery(keyResults.get.queryOptions({ input: { key: key ?? '' }, enabled: key !== undefined })).data

/** The row of a key result by its key; nothing while it is unknown. */
export function KeyResultLine({ keyResultKey }: { keyResultKey: string }) {
  const keyResult = useKeyResult(keyResultKey)
  return keyResult ? <KeyResultRow keyResult={keyResult} /> : null
}

/** Opens the check-in of this week. Not shown to those who cannot answer for a side, nor where nothing runs. */
export function CheckInButton({ keyResult, small = true }: { keyResult: KeyResult; small?: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const me = useMe()
  if (!keyResult.isRunning || !me?.side || !isAtLeast(me.role, 'contributor')) return null
  return (
    <>
      <Button small={small} onClick={() => setOpen(true)} aria-label={`Check in on ${keyResult.key}`}>
        Check in
      </Button>
      {isOpen && (
        <Dialog open onClose={() => setOpen(false)} title={`${keyResult.key} ${keyResult.title}`} size="small">
          <Suspense fallback={<LoadingState like="text" />}>
            <CheckInForm keyResult={keyResult} onDone={() => setOpen(false)} />
          </Suspense>
        </Dialog>
      )}
    </>
  )
}
