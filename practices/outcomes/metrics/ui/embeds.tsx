import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { Link, LoadingState, Sparkline } from '#design/index.ts'
import type { Day } from '#platform/time/days.ts'

import { metrics } from './api.ts'
import type { Scale } from './chart-scale.ts'
import { StandingMark } from './metric-card.tsx'
import { useSeries } from './series.ts'
import { type ChartWindow, TimeChart } from './time-chart.tsx'
import { figureOf } from './words.ts'

import css from './metrics.module.css'

export type { Scale } from './chart-scale.ts'
export { useToday } from './series.ts'
export { type ChartWindow, TimeChart } from './time-chart.tsx'
export { aimOf, changeFigure, dayInWords, dayShort, figureOf, percentFigure } from './words.ts'

/** A metric by its key, live. */
export const useMetric = (key: string | undefined) =>
  useQuery(metrics.get.queryOptions({ input: { key: key ?? '' }, enabled: key !== undefined })).data

/** A metric in one line: name, latest value, how it went, where it stands. Nothing while it is unknown. */
export function MetricLine({ metricKey }: { metricKey: string }) {
  const metric = useMetric(metricKey)
  if (!metric) return null
  return (
    <span className={css.inLine}>
      <Link href={`/metrics/${metric.key}`}>{metric.name}</Link>
      {metric.latest && <b>{figureOf(metric.latest.value, metric)}</b>}
      {metric.recent.length > 1 && (
        <Sparkline
          values={metric.recent.map(({ value }) => value)}
          label={`${metric.name}, the last ${metric.recent.length} values`}
        />
      )}
      <StandingMark metric={metric} />
    </span>
  )
}

export type MetricChartProps = {
  metricKey: string
  from: Day
  to: Day
  height?: number
  /** Stretches of days with their means, such as before and after a release. */
  windows?: ChartWindow[]
  marks?: (scale: Scale) => ReactNode
  /** Values beside the metric’s own for which the drawing leaves room. */
  roomFor?: number[]
}

/** How a metric went from one day to another. */
export function MetricChart({ metricKey, from, to, height = 240, windows, marks, roomFor }: MetricChartProps) {
  const metric = useMetric(metricKey)
  const { values, isPending } = useSeries(metricKey, from, to)
  if (!metric || isPending) return <LoadingState like="text" rows={4} />
  return (
    <TimeChart
      metric={metric}
      points={values}
      from={from}
      to={to}
      height={height}
      {...(windows ? { windows } : {})}
      {...(marks ? { marks } : {})}
      {...(roomFor ? { roomFor } : {})}
    />
  )
}
