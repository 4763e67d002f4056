import { useQuery } from '@tanstack/react-query'

import { useGo, useWorkspacePath } from '#platform/client/navigation.tsx'
import type { Day } from '#platform/time/days.ts'
import { dayInWords, type Scale } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { ReleaseMark } from '../contract.ts'
import { releases } from './api.ts'

import css from './releases.module.css'

export type ReleaseMarksProps = {
  from: Day
  to: Day
  scale: Scale
  /** Releases that are meant to move what the chart shows; they stand out and are named first. */
  ownIds?: string[]
  onlyOwn?: boolean
}

const LABEL_PIXELS = 7
const shown = (version: string) => (version.length > 12 ? `${version.slice(0, 11)}…` : version)

/** Gives each mark its label where there is room beside the ones already placed; own ones choose first. */
function labelled(marks: ReleaseMark[], { xOf, box }: Scale, isOwn: (mark: ReleaseMark) => boolean) {
  const taken: [number, number][] = []
  const withLabel = new Set<string>()
  for (const mark of marks.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))) {
    const half = (shown(mark.version).length * LABEL_PIXELS) / 2 + 4
    const x = xOf(mark.shippedOn)
    const place: [number, number] = [x - half, x + half]
    if (place[0] < box.left - 20 || place[1] > box.width) continue
    if (taken.some(([left, right]) => place[0] < right && place[1] > left)) continue
    taken.push(place)
    withLabel.add(mark.id)
  }
  return withLabel
}

/** The releases of these days, drawn on a metric's chart. Each leads to its page. */
export default function ReleaseMarks({ from, to, scale, ownIds = [], onlyOwn = false }: ReleaseMarksProps) {
  const { data = [] } = useQuery(
    releases.marks.queryOptions({ input: { from, to }, placeholderData: (before) => before }),
  )
  const inWorkspace = useWorkspacePath()
  const go = useGo()
  const isOwn = (mark: ReleaseMark) => ownIds.includes(mark.id)
  const marks = data.filter((mark) => mark.shippedOn >= from && mark.shippedOn <= to && (!onlyOwn || isOwn(mark)))
  const names = labelled(marks, scale, isOwn)
  const { box, xOf } = scale
  return (
    <g>
      {marks.map((mark) => {
        const x = xOf(mark.shippedOn)
        const path = `/releases/${mark.key}`
        return (
          <a
            key={mark.id}
            href={inWorkspace(path)}
            className={css.mark}
            data-own={isOwn(mark) || undefined}
            data-withdrawn={mark.state === 'withdrawn' || undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              go(path)
            }}
          >
            <title>{`${mark.title}, ${mark.state === 'withdrawn' ? 'shipped and withdrawn' : 'shipped'} ${dayInWords(mark.shippedOn)}`}</title>
            <rect x={x - 6} y={0} width={12} height={box.height - box.bottom} className={css.markReach} />
            <line x1={x} x2={x} y1={box.top - 4} y2={box.height - box.bottom} className={css.markLine} />
            <path d={`M${x} ${box.top - 10}l4 5-4 5-4-5z`} className={css.markHead} />
            {names.has(mark.id) && (
              <text x={x} y={box.top - 14} className={css.markName} textAnchor="middle">
                {shown(mark.version)}
              </text>
            )}
          </a>
        )
      })}
    </g>
  )
}
