import { useQuery } from '@tanstack/react-query'

import type { links as linksContract } from '#commons/links/contract.ts'
import { PLURALS } from '#commons/records/ui/embeds.tsx'
import { ErrorState, LoadingState, Panel, ProgressBar } from '#design/index.ts'
import { clientOf } from '#platform/client/client.ts'
import { To } from '#platform/client/navigation.tsx'
import { refusalOf } from '#platform/client/refusals.ts'

import css from './home.module.css'

const links = clientOf<typeof linksContract>('links')

/** How much of what there is can be traced up to a vision clause, by type of record. */
export function LineToday() {
  const { data, error, refetch } = useQuery(links.coverage.queryOptions())
  if (error)
    return <ErrorState message={refusalOf(error) ?? 'The line could not be read.'} onRetry={() => void refetch()} />
  if (!data) return <LoadingState like="cards" />
  const shown = data.filter(({ total }) => total > 0)
  const work = data.find(({ type }) => type === 'work-item')
  return (
    <Panel title="The line" actions={<To path="/line">See the whole map</To>}>
      {shown.length === 0 ? (
        <p className={css.clear}>
          The line begins with a vision. <To path="/vision">Write its first sentence.</To>
        </p>
      ) : (
        <div className={css.coverage}>
          {work && work.total > 0 && (
            <p style={{ margin: 0 }}>
              <span className={css.figure}>{Math.round((work.reachVision / work.total) * 100)} %</span>
              <br />
              of {work.total.toLocaleString()} work items can say which clause of the vision they serve.
            </p>
          )}
          {shown.map(({ type, total, reachVision }) => (
            <div key={type} className={css.bar}>
              <span>{PLURALS[type]}</span>
              <span className={css.why}>
                {reachVision.toLocaleString()} of {total.toLocaleString()} reach the vision
              </span>
              <ProgressBar
                value={reachVision / total}
                label={PLURALS[type]}
                says={`${reachVision.toLocaleString()} of ${total.toLocaleString()} reach the vision`}
              />
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}
