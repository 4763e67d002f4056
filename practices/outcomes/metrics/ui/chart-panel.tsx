import { IconDownload } from '@tabler/icons-react'
import { useRef } from 'react'

import { Button, LoadingState, Menu, Panel, Row, SegmentedControl, Stat, toast } from '#design/index.ts'
import { useUrlQuery } from '#platform/client/navigation.tsx'
import { Slot } from '#platform/client/slots.tsx'
import { daysBetween } from '#platform/time/days.ts'

import type { Metric } from '../contract.ts'
import type { Scale } from './chart-scale.ts'
import { saveCsv, savePng, saveSvg } from './export-chart.ts'
import { type Range, RANGES, startOf, useSeries, useToday } from './series.ts'
import { TimeChart } from './time-chart.tsx'
import { trendOf } from './trend.ts'
import { aimOf, changeFigure, dayInWords, figureOf } from './words.ts'

import css from './metrics.module.css'

const MARKED = ['own', 'all', 'none'] as const
type Marked = (typeof MARKED)[number]

/** How a metric went, with the releases on it, and what can be taken away from here. */
export function ChartPanel({ metric }: { metric: Metric }) {
  const [query, setQuery] = useUrlQuery()
  const svg = useRef<SVGSVGElement>(null)
  const today = useToday()
  const range: Range = RANGES.find(({ value }) => value === query.range)?.value ?? '180'
  const marked: Marked = MARKED.find((one) => one === query.releases) ?? 'all'
  const { values, isPending } = useSeries(metric.key, startOf(range, today), today)
  const first = values[0]
  // All of it begins with its first value; the other ranges begin where they say, so that a late start is seen.
  const from = range === 'all' && first ? first.day : startOf(range, today)
  const ownIds = metric.measures.filter(({ type }) => type === 'release').map(({ id }) => id)

  const marks = (scale: Scale) =>
    marked === 'none' ? null : (
      <Slot name="metric.marks" from={from} to={today} scale={scale} ownIds={ownIds} onlyOwn={marked === 'own'} />
    )
  const save = (kind: 'svg' | 'png') => {
    if (!svg.current) return
    const name = `${metric.key} ${dayInWords(today)}`
    if (kind === 'svg') saveSvg(svg.current, name)
    else
      savePng(svg.current, name).catch(() =>
        toast({ message: 'The browser could not draw the picture.', kind: 'refused' }),
      )
  }

  return (
    <Panel>
      <Stats metric={metric} />
      <div className={css.tools}>
        <SegmentedControl<Range>
          label="How far back"
          small
          choices={RANGES.map(({ value, label }) => ({ value, label }))}
          value={range}
          onChange={(next) => setQuery({ range: next === '180' ? undefined : next })}
        />
        <Row gap="tight">
          <div className={css.scrolls}>
            <SegmentedControl<Marked>
              label="Releases on the chart"
              small
              choices={[
                { value: 'all', label: 'All releases' },
                { value: 'own', label: 'Meant to move it' },
                { value: 'none', label: 'None' },
              ]}
              value={marked}
              onChange={(next) => setQuery({ releases: next === 'all' ? undefined : next })}
            />
          </div>
          <Menu
            trigger={
              <Button small kind="quiet" icon={<IconDownload size={15} />}>
                Export
              </Button>
            }
            items={[
              { label: 'Values as CSV', run: () => saveCsv(values, metric), disabled: values.length === 0 },
              { label: 'Chart as PNG', run: () => save('png') },
              { label: 'Chart as SVG', run: () => save('svg') },
            ]}
          />
        </Row>
      </div>
      {isPending ? (
        <LoadingState like="text" rows={5} />
      ) : (
        <TimeChart metric={metric} points={values} from={from} to={today} marks={marks} svgRef={svg} />
      )}
    </Panel>
  )
}

function Stats({ metric }: { metric: Metric }) {
  const today = useToday()
  const { latest, recent, target, direction } = metric
  const trend = trendOf(recent)
  const age = latest ? daysBetween(latest.day, today) : 0
  const aim = aimOf(metric)
  return (
    <div className={css.stats}>
      <Stat
        label="Latest"
        value={latest ? figureOf(latest.value, metric) : '–'}
        detail={
          latest ? (age > 1 ? `${dayInWords(latest.day)}, ${age} days ago` : dayInWords(latest.day)) : 'No values yet'
        }
      />
      <Stat
        label={direction === 'between' ? 'Range' : 'Target'}
        value={aim?.replace(/^Target /, '') ?? '–'}
        detail={
          direction !== 'between' && latest && target !== null
            ? metric.isReached
              ? 'Reached'
              : `${changeFigure(target - latest.value, metric)} to go`
            : undefined
        }
      />
      {trend && (
        <Stat
          label="In four weeks"
          value={changeFigure(trend.by, metric)}
          detail={`Mean of ${trend.now} values against ${trend.before}, on the same weekdays`}
        />
      )}
    </div>
  )
}
