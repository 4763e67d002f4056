import { useQuery } from '@tanstack/react-query'

import { Chip, Link, Sparkline } from '#design/index.ts'

import type { Metric } from '../contract.ts'
import { metrics } from './api.ts'
import { MetricCard, StandingMark, Trend } from './metric-card.tsx'
import { figureOf } from './words.ts'

import css from './metrics.module.css'

/** The north stars, and below each the metrics that it rests on. Nothing where nothing measures the vision. */
export function NorthStarTree() {
  const { data } = useQuery(metrics.northStarTree.queryOptions())
  if (!data) return null
  const byId = new Map<string, Metric>(data.metrics.map((metric) => [metric.id, metric]))
  const below = Map.groupBy(data.edges, ({ of }) => of as string)
  return data.roots.map((id) => {
    const star = byId.get(id)
    if (!star) return null
    return (
      <section key={id} className={css.star} aria-label={`${star.name} and what it rests on`}>
        <MetricCard metric={star} pinned />
        <Inputs of={id} byId={byId} below={below} above={[id]} />
      </section>
    )
  })
}

type InputsProps = {
  of: string
  byId: Map<string, Metric>
  below: Map<string, { input: string; of: string }[]>
  /** The metrics that it hangs under: one that stands there already is not unfolded again. */
  above: string[]
}

function Inputs({ of, byId, below, above }: InputsProps) {
  const inputs = (below.get(of) ?? []).flatMap(({ input }) => byId.get(input) ?? [])
  if (inputs.length === 0) return null
  return (
    <ul className={css.inputs}>
      {inputs.map((metric) => (
        <li key={metric.id}>
          <span className={css.input}>
            <Link href={`/metrics/${metric.key}`}>{metric.name}</Link>
            <b>{metric.latest ? figureOf(metric.latest.value, metric) : 'No values yet'}</b>
            {metric.recent.length > 1 && (
              <Sparkline
                values={metric.recent.map(({ value }) => value)}
                label={`${metric.name}, the last ${metric.recent.length} values`}
                width={90}
                height={22}
              />
            )}
            <StandingMark metric={metric} />
            {metric.isGuardrail && <Chip>Guardrail</Chip>}
            {metric.kind === 'output' && <Chip>Output</Chip>}
            <span className={css.inputTrend}>
              <Trend metric={metric} />
            </span>
          </span>
          {!above.includes(metric.id) && (
            <Inputs of={metric.id} byId={byId} below={below} above={[...above, metric.id]} />
          )}
        </li>
      ))}
    </ul>
  )
}
