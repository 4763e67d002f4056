import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { usePeople } from '#commons/people/ui/embeds.tsx'
import type { RecordId } from '#commons/records/contract.ts'
import { Button, DiffText, Drawer, LoadingState, Stack, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { documents } from './api.ts'

import css from './documents.module.css'

const moment = (date: Date) => date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** Earlier texts: who wrote them, what is different today, and back to one of them. */
export function Versions({
  recordId,
  mayRestore,
  onClose,
}: {
  recordId: RecordId
  mayRestore: boolean
  onClose: () => void
}) {
  const { byId } = usePeople()
  const [number, setNumber] = useState<number>()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    documents.versions.infiniteOptions({
      input: (after: string | undefined) => ({ recordId, limit: 30, ...(after ? { after } : {}) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
  )
  const versions = data?.pages.flatMap((page) => page.items)
  return (
    <Drawer open onClose={onClose} title="Versions">
      {!versions ? (
        <LoadingState like="list" />
      ) : versions.length === 0 ? (
        <p>Nobody has written anything yet.</p>
      ) : (
        <Stack gap="normal">
          {versions.map((version) => (
            <div key={version.number}>
              <button
                type="button"
                className={css.version}
                aria-expanded={number === version.number}
                onClick={() => setNumber(number === version.number ? undefined : version.number)}
              >
                <span>{moment(version.at)}</span>
                <span className={css.detail}>
                  {version.editedBy.map((id) => byId.get(id)?.name ?? 'Somebody').join(', ') || 'An import'}
                </span>
              </button>
              {number === version.number && (
                <OneVersion recordId={recordId} number={number} mayRestore={mayRestore} onClose={onClose} />
              )}
            </div>
          ))}
          {hasNextPage && <Button onClick={() => void fetchNextPage()}>Show earlier ones</Button>}
        </Stack>
      )}
    </Drawer>
  )
}

function OneVersion({
  recordId,
  number,
  mayRestore,
  onClose,
}: {
  recordId: RecordId
  number: number
  mayRestore: boolean
  onClose: () => void
}) {
  const { data: then } = useQuery(documents.version.queryOptions({ input: { recordId, number } }))
  const { data: now } = useQuery(documents.read.queryOptions({ input: { recordId } }))
  const restore = useMutation(
    documents.restore.mutationOptions({
      onSuccess: () => {
        toast({ message: 'The earlier text is back. The one it replaced is among the versions.' })
        onClose()
      },
      onError: (error) => toast({ kind: 'refused', message: refusalOf(error) ?? 'It could not be restored.' }),
    }),
  )
  if (!then || !now) return <LoadingState like="text" />
  return (
    <Stack gap="tight">
      <div className={css.diff}>
        <DiffText before={then.markdown} after={now.markdown} />
      </div>
      {mayRestore && (
        <Button small busy={restore.isPending} onClick={() => restore.mutate({ recordId, number })}>
          Restore this text
        </Button>
      )}
    </Stack>
  )
}
