import { useQuery } from '@tanstack/react-query'

import { PLURALS } from '#commons/records/ui/embeds.tsx'
import { ProgressBar } from '#design/index.ts'

import { links } from './api.ts'

import css from './map.module.css'

const percent = new Intl.NumberFormat(undefined, { style: 'percent' })

/** For each type: what share of it reaches the vision. */
export function Coverage() {
  const { data = [] } = useQuery(links.coverage.queryOptions())
  const counted = data.filter(({ total }) => total > 0)
  if (counted.length === 0) return null
  return (
    <dl className={css.coverage}>
      {counted.map(({ type, total, linked, reachVision }) => (
        <div key={type} className={css.covered}>
          <dt>{PLURALS[type]}</dt>
          <dd>
            <span className={css.share}>{percent.format(reachVision / total)}</span>
            <ProgressBar
              value={reachVision / total}
              label={`${PLURALS[type]} that reach the vision`}
              says={`${reachVision} of ${total}`}
            />
            <span className={css.detail}>
              {reachVision} of {total} reach the vision
              {linked > reachVision ? `, ${linked - reachVision} end on the way` : ''}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
