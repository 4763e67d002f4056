import { useQuery } from '@tanstack/react-query'

import { Panel } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'
import { MetricLine } from '#practices/outcomes/metrics/ui/embeds.tsx'

import { visions } from './api.ts'

import css from './visions.module.css'

/** The north star on the home page: the sentence, the metric that shows it coming true, and what feeds it. */
export default function NorthStarPanel() {
  const { data } = useQuery(visions.get.queryOptions())
  if (!data?.published) return null
  const { published, northStar, inputMetrics } = data
  return (
    <Panel title="North star" actions={<To path="/vision">Read the vision</To>}>
      <p className={css.homeStar}>{published.sentence}</p>
      {northStar && <MetricLine metricKey={northStar.key} />}
      {inputMetrics.length > 0 && (
        <ul className={css.inputs} aria-label="Metrics that feed the north star">
          {inputMetrics.map((metric) => (
            <li key={metric.id}>
              <MetricLine metricKey={metric.key} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
