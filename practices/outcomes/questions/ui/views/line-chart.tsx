import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'

import { addDays, daysBetween } from '#platform/time/days.ts'
import type { Scale } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Interval } from '../../periods/contract.ts'
import { bucketWord, figure } from '../words.ts'
import { ticksTo } from './ticks.ts'

import css from './views.module.css'

export type ChartLine = { name: string; values: (number | null)[]; previous?: (number | null)[] | null; colour: number }

type LineChartProps = {
  label: string
  labels: string[]
  interval: Interval
  /** From which place on intervals are not over. */
  unfinishedFrom: number
  lines: ChartLine[]
  /** What others draw over it, such as releases. */
  marks?: (scale: Scale) => ReactNode
}

const HEIGHT = 320

/** Lines over time. Arrow keys read single intervals; what is not over yet is dashed. */
export function LineChart(props: LineChartProps) {
  const { label, labels, lines, interval } = props
  const holder = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [read, setRead] = useState<number>()
  useEffect(() => {
    if (!holder.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(holder.current)
    return () => observer.disconnect()
  }, [])
  const step = (event: KeyboardEvent) => {
    const last = labels.length - 1
    const at = read ?? last + 1
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setRead(Math.min(last, Math.max(0, to)))
  }
  const said = (place: number) =>
    `${bucketWord(labels[place]!, interval)}: ${lines.map((line) => `${line.name} ${figure(line.values[place] ?? null)}`).join(', ')}`
  return (
    <figure className={css.chart}>
      <div ref={holder} className={css.holder} style={{ height: HEIGHT }}>
        <div
          className={css.reader}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, labels.length - 1)}
          aria-valuenow={read ?? Math.max(0, labels.length - 1)}
          aria-valuetext={labels.length > 0 ? said(read ?? labels.length - 1) : label}
          onKeyDown={step}
          onBlur={() => setRead(undefined)}
        />
        {width > 0 && labels.length > 0 && <Drawing {...props} width={width} read={read} onRead={setRead} />}
      </div>
      <figcaption className={css.readout} aria-hidden="true">
        {read === undefined ? (
          'Point at it, or use the arrow keys, to read it.'
        ) : (
          <>
            <b>{bucketWord(labels[read]!, interval)}</b>
            {lines.map((line, i) => (
              <span key={i} className={css.read}>
                <i data-colour={line.colour} /> {line.name} <b>{figure(line.values[read] ?? null)}</b>
                {line.previous && ` (before: ${figure(line.previous[read] ?? null)})`}
              </span>
            ))}
          </>
        )}
      </figcaption>
    </figure>
  )
}

type DrawingProps = LineChartProps & {
  width: number
  read: number | undefined
  onRead: (at: number | undefined) => void
}

function Drawing({ labels, interval, unfinishedFrom, lines, marks, width, read, onRead }: DrawingProps) {
  const isNarrow = width < 520
  const box = { width, height: HEIGHT, left: 48, right: isNarrow ? 12 : 120, top: 26, bottom: 26 }
  const inner = { width: width - box.left - box.right, height: HEIGHT - box.top - box.bottom }
  const values = lines.flatMap((line) => [...line.values, ...(line.previous ?? [])]).filter((one) => one !== null)
  const ticks = ticksTo(Math.min(0, ...values), Math.max(1e-9, ...values))
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const round = (pixels: number) => Math.round(pixels * 10) / 10
  const xAt = (place: number) => round(box.left + (labels.length < 2 ? 0.5 : place / (labels.length - 1)) * inner.width)
  const yOf = (value: number) => round(box.top + inner.height - ((value - low) / (high - low)) * inner.height)
  const [from, to] = [labels[0]!, labels.at(-1)!]
  const span = interval === 'hour' ? 1 : Math.max(1, daysBetween(from, to))
  const scale: Scale = {
    box,
    yOf,
    xOf: (day) => round(box.left + (daysBetween(from, day) / span) * inner.width),
    dayAt: (x) => addDays(from, Math.round(((x - box.left) / inner.width) * span)),
  }
  const every = Math.max(1, Math.ceil(labels.length / Math.max(2, Math.floor(inner.width / 84))))
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    const place = Math.round(((x - box.left) / inner.width) * (labels.length - 1))
    onRead(Math.min(labels.length - 1, Math.max(0, place)))
  }
  return (
    <svg
      className={css.svg}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => onRead(undefined)}
    >
      <g aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={box.left} x2={width - box.right} y1={yOf(tick)} y2={yOf(tick)} className={css.grid} />
            <text x={box.left - 8} y={yOf(tick)} className={css.tick} textAnchor="end" dominantBaseline="middle">
              {tick.toLocaleString(undefined, { notation: high >= 100_000 ? 'compact' : 'standard' })}
            </text>
          </g>
        ))}
        {labels.map((label, i) =>
          i % every === 0 ? (
            <text
              key={label}
              x={xAt(i)}
              y={HEIGHT - 8}
              className={css.tick}
              textAnchor={i === 0 ? 'start' : i === labels.length - 1 ? 'end' : 'middle'}
            >
              {bucketWord(label, interval)}
            </text>
          ) : null,
        )}
      </g>
      {interval !== 'hour' && marks?.(scale)}
      <g aria-hidden="true">
        {lines.map((line, i) => (
          <g key={i} data-colour={line.colour}>
            {line.previous && <path d={pathOf(line.previous, xAt, yOf)} className={css.before} />}
            <path d={pathOf(line.values.slice(0, unfinishedFrom), xAt, yOf)} className={css.line} />
            <path
              d={pathOf(
                line.values.map((value, at) => (at >= unfinishedFrom - 1 ? value : null)),
                xAt,
                yOf,
              )}
              className={css.unfinished}
            />
            {line.values.map((value, at) =>
              value !== null && (labels.length === 1 || at === read) ? (
                <circle key={at} cx={xAt(at)} cy={yOf(value)} r="4" className={css.dot} />
              ) : null,
            )}
          </g>
        ))}
        {!isNarrow && <EndLabels lines={lines} x={width - box.right + 8} yOf={yOf} bottom={HEIGHT - box.bottom} />}
        {read !== undefined && (
          <line x1={xAt(read)} x2={xAt(read)} y1={box.top} y2={HEIGHT - box.bottom} className={css.cross} />
        )}
      </g>
    </svg>
  )
}

const LABEL_PIXELS = 15

/** Names beside the ends of their lines, moved apart where they would stand on each other. */
function EndLabels({
  lines,
  x,
  yOf,
  bottom,
}: {
  lines: ChartLine[]
  x: number
  yOf: (value: number) => number
  bottom: number
}) {
  const ends = lines
    .map((line) => ({ line, y: yOf(line.values.findLast((value) => value !== null) ?? 0) }))
    .toSorted((a, b) => a.y - b.y)
  let above = -Infinity
  for (const end of ends) {
    end.y = Math.max(end.y, above + LABEL_PIXELS)
    above = end.y
  }
  const over = Math.max(0, above - bottom)
  return ends.map(({ line, y }) => (
    <text
      key={line.name}
      x={x}
      y={y - over}
      className={css.endLabel}
      data-colour={line.colour}
      dominantBaseline="middle"
    >
      {line.name.length > 16 ? `${line.name.slice(0, 15)}…` : line.name}
    </text>
  ))
}

/** A line that breaks where there is no value. */
function pathOf(values: (number | null)[], xAt: (place: number) => number, yOf: (value: number) => number) {
  let isOn = false
  return values
    .map((value, i) => {
      const drawn = value === null ? '' : `${isOn ? 'L' : 'M'}${xAt(i)} ${yOf(value)}`
      isOn = value !== null
      return drawn
    })
    .join('')
}
