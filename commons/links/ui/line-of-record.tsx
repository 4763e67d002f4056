import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import { useMe } from '#commons/people/ui/embeds.tsx'
import type { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { pathOf, RecordIcon, WORDS } from '#commons/records/ui/embeds.tsx'
import { ErrorState, type LineNode, LineStroke, LoadingState } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import { links } from './api.ts'
import { type Drawn, drawnAbove, drawnBelow, looseEnd } from './drawn-line.ts'
import { DOWNWARD, UPWARD } from './words.ts'

const ConnectDialog = lazy(() => import('./connect.tsx'))

const nodeOf = ({ step, depth }: Drawn, way: 'up' | 'down'): LineNode => ({
  ...selfNode(step.record),
  href: pathOf(step.record),
  via: (way === 'up' ? DOWNWARD : UPWARD)[step.via.kind],
  depth,
})

const selfNode = (record: RecordSummary): LineNode => ({
  id: record.id,
  recordKey: record.key,
  title: record.title,
  word: WORDS[record.type],
  icon: <RecordIcon type={record.type} size={13} />,
  state: record.state,
})

/** The line of one record, drawn: why it is there, itself, what came of it; frayed where it ends short of the vision. */
export function LineOfRecord({ recordId, mostBelow = Infinity }: { recordId: RecordId; mostBelow?: number }) {
  const { data: line, error, refetch } = useQuery(links.line.queryOptions({ input: { recordId } }))
  const [connecting, setConnecting] = useState<RecordSummary>()
  const me = useMe()
  if (error) return <ErrorState message={refusalOf(error) ?? ''} onRetry={() => void refetch()} />
  if (!line) return <LoadingState like="list" rows={4} />

  const mayConnect = me !== undefined && isAtLeast(me.role, 'member')
  const loose = looseEnd(line)
  const below = drawnBelow(line)
  const hidden = line.moreBelow + Math.max(0, below.length - mostBelow)
  return (
    <>
      <LineStroke
        above={drawnAbove(line).map((drawn) => nodeOf(drawn, 'up'))}
        self={selfNode(line.record)}
        below={below.slice(0, mostBelow).map((drawn) => nodeOf(drawn, 'down'))}
        moreBelow={hidden}
        {...(loose
          ? {
              looseAbove: {
                says:
                  loose.id === line.record.id
                    ? 'Nothing says yet why this is there.'
                    : `${loose.key} does not lead to the vision yet.`,
                ...(mayConnect ? { button: `Connect ${loose.key}`, onConnect: () => setConnecting(loose) } : {}),
              },
            }
          : {})}
        {...(below.length === 0 ? { looseBelow: { says: 'Nothing has come of it yet.' } } : {})}
      />
      {connecting && (
        <Suspense fallback={null}>
          <ConnectDialog record={connecting} at="above" onClose={() => setConnecting(undefined)} />
        </Suspense>
      )}
    </>
  )
}
