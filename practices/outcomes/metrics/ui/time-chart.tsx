import { type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'

import type { Day } from '#platform/time/days.ts'

import type { Metric } from '../contract.ts'
import type { Point } from '../values/contract.ts'
import { dayTicks, linePath, nearestTo, type Scale, scaleOf, ticksOf, weekMeans } from './chart-scale.ts'
import { aimOf, dayShort, figureOf, monthShort, weekdayInWords } from './words.ts'

import css from './time-chart.module.css'

/** A stretch of days with its mean, such as the days before a release. */
export type ChartWindow = { from: Day; to: Day; label: string; mean: number | null }

export type TimeChartProps = {
  metric: Pick<Metric, 'name' | 'unit' | 'digits' | 'direction' | 'target' | 'low' | 'high' | 'atRiskAt' | 'offTrackAt'>
  points: Point[]
  from: Day
  to: Day
  height?: number
  windows?: ChartWindow[]
  /** What others draw over it, such as releases: gets the scale and returns parts of an SVG. */
  marks?: (scale: Scale) => ReactNode
  /** Values beside the metric’s own for which the drawing leaves room. */
  roomFor?: number[]
  svgRef?: Ref<SVGSVGElement>
}

/** The width that there is, followed as it changes. */
function useWidth() {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width] as const
}

/** How a metric went, day by day, with target, thresholds and what others mark on it. Arrow keys read single days. */
export function TimeChart(props: TimeChartProps) {
  const { metric, points, height = 300 } = props
  const [holder, width] = useWidth()
  const [readDay, setReadDay] = useState<Day>()
  const read = readDay === undefined ? undefined : nearestTo(points, readDay)
  const aim = aimOf(metric)
  const last = points.at(-1)
  const summary = last
    ? `${metric.name}: ${figureOf(last.value, metric)} on ${weekdayInWords(last.day)}. ${aim ?? ''}`
    : metric.name

  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -points.length, End: points.length }[event.key]
    if (by === undefined || points.length === 0) return
    event.preventDefault()
    const at = read ? points.indexOf(read) : points.length
    setReadDay(points[Math.min(points.length - 1, Math.max(0, at + by))]!.day)
  }

  return (
    <figure className={css.chart}>
      <div ref={holder} className={css.holder} style={{ height }}>
        {/* Beside the drawing, not around it: what others mark there may be pressed. */}
        <div
          className={css.reader}
          role="slider"
          tabIndex={0}
          aria-label={summary}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, points.length - 1)}
          aria-valuenow={read ? points.indexOf(read) : Math.max(0, points.length - 1)}
          aria-valuetext={read ? `${weekdayInWords(read.day)}: ${figureOf(read.value, metric)}` : summary}
          onKeyDown={step}
          onBlur={() => setReadDay(undefined)}
        />
        {width > 0 && <Drawing {...props} width={width} height={height} read={read} onRead={setReadDay} />}
      </div>
      <figcaption className={css.readout} aria-hidden="true">
        {read ? (
          <>
            <b>{figureOf(read.value, metric)}</b> {weekdayInWords(read.day)}
          </>
        ) : (
          `${weekMeans(points) ? 'The strong line is the mean of seven days. ' : ''}Point at it, or use the arrow keys, to read a day.`
        )}
      </figcaption>
    </figure>
  )
}

type DrawingProps = TimeChartProps & {
  width: number
  height: number
  read: Point | undefined
  onRead: (day: Day | undefined) => void
}

/** About as wide as a figure of the axis is. */
const TICK_PIXELS = 7
const ENDS = { top: 26, bottom: 26 }

function Drawing({ metric, points, from, to, windows = [], marks, roomFor = [], ...rest }: DrawingProps) {
  const { svgRef, width, height, read, onRead } = rest
  const isNarrow = width < 520
  const bounds = [metric.target, metric.low, metric.high].filter((bound) => bound !== null)
  const windowMeans = windows.map(({ mean }) => mean).filter((mean) => mean !== null)
  const all = [...points.map(({ value }) => value), ...bounds, ...windowMeans, ...roomFor]
  const ticks = ticksOf(all.length ? Math.min(...all) : 0, all.length ? Math.max(...all) : 1, isNarrow ? 3 : 5)
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const digitsOfAxis = Math.min(metric.digits, ticks.every((tick) => Number.isInteger(tick)) ? 0 : 2)
  const words = ticks.map((tick) =>
    tick.toLocaleString(undefined, {
      maximumFractionDigits: Math.max(digitsOfAxis, 1),
      notation: Math.abs(high) >= 100_000 ? 'compact' : 'standard',
    }),
  )
  const widest = Math.max(...words.map(({ length }) => length)) * TICK_PIXELS
  const box = { width, height, left: Math.max(isNarrow ? 36 : 52, widest + 12), right: isNarrow ? 14 : 74, ...ENDS }
  const scale = scaleOf(box, { from, to }, { low, high })
  const { xOf, yOf } = scale
  const [left, right] = [box.left, width - box.right]
  const days = dayTicks(from, to, Math.max(2, Math.floor((right - left) / (isNarrow ? 60 : 84))))
  const areDays = days.length > 1 && !days.every((day) => day.endsWith('-01'))
  const last = points.at(-1)
  const means = weekMeans(points)

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left: at } = event.currentTarget.getBoundingClientRect()
    onRead(scale.dayAt(event.clientX - at))
  }

  return (
    <svg
      ref={svgRef}
      className={css.svg}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => onRead(undefined)}
    >
      <g aria-hidden="true">
        {windows.length === 0 && <Bands metric={metric} low={low} high={high} left={left} right={right} yOf={yOf} />}
        {ticks.map((tick, at) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={yOf(tick)} y2={yOf(tick)} className={css.grid} />
            <text x={left - 8} y={yOf(tick)} className={css.tick} textAnchor="end" dominantBaseline="middle">
              {words[at]}
            </text>
          </g>
        ))}
        {days.map((day) => (
          <text key={day} x={xOf(day)} y={height - 8} className={css.tick} textAnchor="middle">
            {areDays ? dayShort(day) : day.endsWith('01-01') ? day.slice(0, 4) : monthShort(day)}
          </text>
        ))}
        {windows.map((window) => (
          <WindowShown key={window.label} window={window} scale={scale} height={height - box.bottom} />
        ))}
      </g>
      {marks?.(scale)}
      <g aria-hidden="true">
        {metric.direction !== 'between' && metric.target !== null && (
          <g>
            <line x1={left} x2={right} y1={yOf(metric.target)} y2={yOf(metric.target)} className={css.target} />
            <text
              x={isNarrow ? left + 4 : right + 6}
              y={yOf(metric.target) - (isNarrow ? 5 : 0)}
              className={css.targetLabel}
              dominantBaseline={isNarrow ? 'auto' : 'middle'}
            >
              Target
            </text>
          </g>
        )}
        <path d={linePath(points, scale)} className={means ? css.faintLine : css.line} />
        {means && <path d={linePath(means, scale)} className={css.line} />}
        {points.length < 60 &&
          points.map(({ day, value }) => <circle key={day} cx={xOf(day)} cy={yOf(value)} r="2" className={css.dot} />)}
        {last && (
          <g>
            <circle cx={xOf(last.day)} cy={yOf(last.value)} r="3.5" className={css.dot} />
            {!isNarrow && (
              <text
                x={Math.max(xOf(last.day), right) + 6}
                y={labelY(yOf(last.value), metric.target === null ? undefined : yOf(metric.target))}
                className={css.lastLabel}
                dominantBaseline="middle"
              >
                {figureOf(last.value, metric)}
              </text>
            )}
          </g>
        )}
        {read && (
          <g>
            <line x1={xOf(read.day)} x2={xOf(read.day)} y1={box.top} y2={height - box.bottom} className={css.cross} />
            <circle cx={xOf(read.day)} cy={yOf(read.value)} r="4.5" className={css.readDot} />
          </g>
        )}
      </g>
    </svg>
  )
}

/** Steps aside where the last value and the target would stand on each other. */
const labelY = (y: number, other: number | undefined) =>
  other === undefined || Math.abs(other - y) > 15 ? y : y >= other ? other + 15 : other - 15

type BandsProps = { low: number; high: number; left: number; right: number; yOf: (value: number) => number }

/** Where a value would be at risk or off track, or the range that is good. */
function Bands({ metric, low, high, left, right, yOf }: BandsProps & { metric: TimeChartProps['metric'] }) {
  const { direction, atRiskAt, offTrackAt } = metric
  const within = (value: number) => Math.min(high, Math.max(low, value))
  const band = (a: number, b: number, kind: string) => {
    const [top, bottom] = [yOf(within(Math.max(a, b))), yOf(within(Math.min(a, b)))]
    if (bottom - top < 0.5) return null
    return <rect x={left} y={top} width={right - left} height={bottom - top} className={css.band} data-kind={kind} />
  }
  if (direction === 'between' && metric.low !== null && metric.high !== null)
    return band(metric.low, metric.high, 'good')
  const worst = direction === 'up' ? low : high
  return (
    <>
      {offTrackAt !== null && band(offTrackAt, worst, 'off-track')}
      {atRiskAt !== null && band(atRiskAt, offTrackAt ?? worst, 'at-risk')}
    </>
  )
}

function WindowShown({ window, scale, height }: { window: ChartWindow; scale: Scale; height: number }) {
  const { xOf, yOf, box } = scale
  const [x, width] = [xOf(window.from), xOf(window.to) - xOf(window.from)]
  return (
    <g>
      <rect x={x} y={box.top} width={Math.max(0, width)} height={height - box.top} className={css.window} />
      <text x={x + width / 2} y={box.top + 12} className={css.windowLabel} textAnchor="middle">
        {window.label}
      </text>
      {window.mean !== null && (
        <line x1={x} x2={x + width} y1={yOf(window.mean)} y2={yOf(window.mean)} className={css.mean} />
      )}
    </g>
  )
}
