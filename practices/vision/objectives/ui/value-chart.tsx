import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { Aside, LoadingState } from '#design/index.ts'
import { daysBetween } from '#platform/time/days.ts'
import { useToday } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { KeyResult } from '../key-results/contract.ts'
import type { Reading } from '../key-results/readings/contract.ts'
import { isKept } from '../key-results/rules.ts'
import { keyResults } from './api.ts'
import { dayMarks, roundTicks } from './chart-scale.ts'
import { dayInWords, dayShort, figureOf, promiseOf } from './words.ts'

import css from './objectives.module.css'

/** What a key result stood at, with the line on which it would be just in time. A table is behind it. */
export function ValueChart({ keyResult }: { keyResult: KeyResult }) {
  const { data } = useQuery(
    keyResults.readings.queryOptions({
      input: { id: keyResult.id, limit: 1000 },
      select: ({ items }) => items.toReversed(),
    }),
  )
  const holder = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = holder.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <figure className={css.chart}>
      <div ref={holder} className={css.chartHolder}>
        {!data ? (
          <LoadingState like="text" rows={4} />
        ) : (
          width > 0 && <Drawing keyResult={keyResult} readings={data} width={width} />
        )}
      </div>
      {data && data.length > 0 ? (
        <details className={css.table}>
          <summary>All values as a table</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Value</th>
                <th scope="col">From</th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((reading) => (
                <tr key={reading.on}>
                  <td>{dayInWords(reading.on)}</td>
                  <td>{figureOf(reading.value, keyResult)}</td>
                  <td>{reading.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : (
        data && <Aside>No value has been recorded yet.</Aside>
      )}
    </figure>
  )
}

const HEIGHT = 250

function Drawing({ keyResult, readings, width }: { keyResult: KeyResult; readings: Reading[]; width: number }) {
  const today = useToday()
  const { kind, start, target, startsOn, dueOn, value } = keyResult
  const isNarrow = width < 520
  const box = { left: isNarrow ? 46 : 60, right: width - (isNarrow ? 12 : 76), top: 16, bottom: HEIGHT - 26 }
  const last = readings.at(-1)
  const to = last && last.on > dueOn ? last.on : dueOn
  const values = [...readings.map((reading) => reading.value), target, ...(isKept(kind) ? [] : [start])]
  const ticks = roundTicks(Math.min(...values), Math.max(...values), isNarrow ? 3 : 4)
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const span = Math.max(1, daysBetween(startsOn, to))
  const xOf = (day: string) => box.left + (daysBetween(startsOn, day) / span) * (box.right - box.left)
  const yOf = (number: number) => box.bottom - ((number - low) / (high - low)) * (box.bottom - box.top)
  /** On a phone there is no room beside the last value. */
  const isLate = isNarrow && last !== undefined && xOf(last.on) > box.right - 80
  const marks = dayMarks(startsOn, to, Math.max(2, Math.min(7, Math.floor((box.right - box.left) / 96) + 1)))
  const line = readings.map(({ on, value: at }, i) => `${i === 0 ? 'M' : 'L'}${xOf(on)} ${yOf(at)}`).join('')
  const summary = `${keyResult.title}, ${promiseOf(keyResult)}: ${value === null ? 'no value yet' : figureOf(value, keyResult)}`
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={summary}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={box.left} x2={box.right} y1={yOf(tick)} y2={yOf(tick)} className={css.gridLine} />
          <text x={box.left - 8} y={yOf(tick)} className={css.tick} textAnchor="end" dominantBaseline="middle">
            {figureOf(tick, { kind, unit: '' })}
          </text>
        </g>
      ))}
      {marks.map((day) => (
        <text
          key={day}
          x={xOf(day)}
          y={HEIGHT - 8}
          className={css.tick}
          textAnchor={isNarrow && xOf(day) > box.right - 16 ? 'end' : 'middle'}
        >
          {dayShort(day)}
        </text>
      ))}
      {kind === 'delivery date' || isKept(kind) ? (
        <line x1={box.left} x2={box.right} y1={yOf(target)} y2={yOf(target)} className={css.paceLine} />
      ) : (
        <line x1={xOf(startsOn)} x2={xOf(dueOn)} y1={yOf(start)} y2={yOf(target)} className={css.paceLine} />
      )}
      {!isNarrow && (
        <text x={box.right + 6} y={yOf(target)} className={css.paceLabel} dominantBaseline="middle">
          {isKept(kind) ? 'Threshold' : kind === 'delivery date' ? 'Promised' : 'In time'}
        </text>
      )}
      {today >= startsOn && today <= to && (
        <line x1={xOf(today)} x2={xOf(today)} y1={box.top} y2={box.bottom} className={css.todayLine} />
      )}
      <path d={line} className={css.valueLine} />
      {readings.length < 40 &&
        readings.map(({ on, value: at }) => (
          <circle key={on} cx={xOf(on)} cy={yOf(at)} r="2.5" className={css.valueDot} />
        ))}
      {last && (
        <g>
          <circle cx={xOf(last.on)} cy={yOf(last.value)} r="4" className={css.valueDot} />
          <text
            x={isLate ? xOf(last.on) : xOf(last.on) + 8}
            y={yOf(last.value) - (isLate ? 12 : 8)}
            className={css.lastLabel}
            textAnchor={isLate ? 'end' : 'start'}
          >
            {figureOf(last.value, keyResult)}
          </text>
        </g>
      )}
    </svg>
  )
}
