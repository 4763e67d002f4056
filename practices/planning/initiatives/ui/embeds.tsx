import { useQuery } from '@tanstack/react-query'

import { RecordLink } from '#commons/records/ui/embeds.tsx'

import { initiatives } from './api.ts'
import { DeliveryBar } from './delivery-bar.tsx'

/** An initiative with how much of its work is done, live. Nothing while it is unknown. */
export function InitiativeChip({ recordKey }: { recordKey: string }) {
  const { data } = useQuery(initiatives.get.queryOptions({ input: { key: recordKey } }))
  if (!data) return null
  return (
    <>
      <RecordLink record={{ ...data, type: 'initiative' }} />
      <DeliveryBar delivery={data.delivery} />
    </>
  )
}
