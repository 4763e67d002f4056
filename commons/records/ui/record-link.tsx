import { IconPoint } from '@tabler/icons-react'

import { RecordChip } from '#design/index.ts'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import type { RecordSummary, RecordType } from '../contract.ts'
import { pathOf } from '../rules.ts'

/** The icon that the feature of this type brings. */
export function RecordIcon({ type, size = 14 }: { type: RecordType; size?: number }) {
  const entry = useBrowserFeatures()
    .flatMap((feature) => feature.records ?? [])
    .find((known) => known.type === type)
  const Icon = entry?.icon ?? IconPoint
  return <Icon size={size} stroke={1.6} />
}

export type RecordLinkProps = {
  record: Pick<RecordSummary, 'type' | 'key' | 'title' | 'state' | 'stateGroup'>
  /** False shows the key alone. */
  titled?: boolean
  stateHidden?: boolean
}

/** A chip with the live state of a record, linking to its page. */
export function RecordLink({ record, titled = true, stateHidden }: RecordLinkProps) {
  return (
    <RecordChip
      icon={<RecordIcon type={record.type} />}
      recordKey={record.key}
      {...(titled ? { title: record.title } : {})}
      {...(stateHidden ? {} : { state: record.state })}
      closed={record.stateGroup === 'dropped'}
      href={pathOf(record)}
    />
  )
}
