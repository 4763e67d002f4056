import { IconBell, IconBellFilled } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { IconButton, toast } from '#design/index.ts'
import { useKey } from '#platform/client/keys.ts'
import { optimistically, queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { RecordId } from '../contract.ts'
import { records } from './api.ts'

/** Turns being told of a record on and off. `W` does the same. */
export function WatchButton({ recordId, recordKey }: { recordId: RecordId; recordKey: string }) {
  const input = { key: recordKey }
  const { data } = useQuery(records.get.queryOptions({ input }))
  const show = (watching: boolean) => ({
    ...optimistically<{ watching: boolean }, { id: string }>(records.get.key({ input }), (cached) => ({
      ...cached,
      watching,
    })),
    onSuccess: () =>
      toast({
        message: watching
          ? `You will be told what happens to ${recordKey}.`
          : `You will no longer be told of ${recordKey}.`,
      }),
  })
  const refused = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })
  const watch = useMutation(records.watch.mutationOptions(show(true)))
  const unwatch = useMutation(records.unwatch.mutationOptions(show(false)))
  const isWatching = data?.watching ?? false
  const turn = () => (isWatching ? unwatch : watch).mutate({ id: recordId }, { onError: refused })
  useKey('w', isWatching ? 'Stop watching' : 'Watch', turn, data !== undefined)
  return (
    <IconButton
      label={isWatching ? 'Stop watching' : 'Watch: be told what happens here'}
      icon={isWatching ? <IconBellFilled size={17} /> : <IconBell size={17} />}
      pressed={isWatching}
      disabled={data === undefined}
      onClick={turn}
    />
  )
}

/** Notes that the reader looked at this record, once each time its page opens. */
export function useVisit(recordId: RecordId) {
  useEffect(() => {
    // Not worth a word when it fails: only the list of recent records is poorer for it.
    records.visit.call({ id: recordId }).then(
      () => void queryClient.invalidateQueries({ queryKey: records.recent.key() }),
      () => undefined,
    )
  }, [recordId])
}

/** The records that the reader looked at last. */
export const useRecentRecords = () => useQuery(records.recent.queryOptions()).data ?? []
