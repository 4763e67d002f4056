import type { RecordId } from '#commons/records/contract.ts'
import { Aside } from '#design/index.ts'
import { addDays, type Day } from '#platform/time/days.ts'
import { MetricChart, type Scale } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Reading } from '../contract.ts'
import { windowsOf } from '../readings/rules.ts'
import ReleaseMarks from './release-marks.tsx'

import css from './releases.module.css'

type Shown = Pick<Reading, 'without' | 'absolute' | 'before'>

export type EffectChartProps = {
  metricKey: string
  releaseId: RecordId | undefined
  shippedOn: Day
  windowDays: number
  /** The last day to show, where the window is not over. */
  until: Day
  /** The reading at the end of the window, once it is made. */
  reading: Shown | undefined
}

const least = (a: Day, b: Day) => (a < b ? a : b)

/** From three weeks on the chart shows means of seven days, so these are shown likewise. */
const SMOOTHED_FROM = 21

/** What would have been, with the ends of its interval: the mean of the days would have lain within, in 95 of 100 cases. */
function withoutIt({ without, absolute }: Shown) {
  if (!absolute || without.length === 0) return []
  const { by, low, high } = absolute
  const lines = without.map(({ day, value }) => ({ day, value, low: value + by - high, high: value + by - low }))
  if (lines.length < SMOOTHED_FROM) return lines
  return lines.slice(6).map(({ day }, index) => {
    const week = lines.slice(index, index + 7)
    const mean = (of: 'value' | 'low' | 'high') => week.reduce((sum, one) => sum + one[of], 0) / week.length
    return { day, value: mean('value'), low: mean('low'), high: mean('high') }
  })
}

function Without({ lines, scale }: { lines: ReturnType<typeof withoutIt>; scale: Scale }) {
  const { xOf, yOf } = scale
  if (lines.length < 2) return null
  const path = (of: 'value' | 'low' | 'high', days = lines) =>
    days.map((one) => `${xOf(one.day)} ${yOf(one[of])}`).join('L')
  return (
    <g aria-hidden="true">
      <path d={`M${path('high')}L${path('low', lines.toReversed())}Z`} className={css.withoutBand} />
      <path d={`M${path('value')}`} className={css.withoutLine} />
    </g>
  )
}

/** The metric around the release, and what its days would have been without it. */
export function EffectChart({ metricKey, releaseId, shippedOn, windowDays, until, reading }: EffectChartProps) {
  const { before, after } = windowsOf(shippedOn, windowDays)
  const from = reading?.before.from ?? before.from
  const to = least(addDays(after.to, 2), until)
  const lines = reading ? withoutIt(reading) : []
  return (
    <>
      <MetricChart
        metricKey={metricKey}
        from={addDays(from, -1)}
        to={to}
        windows={[{ from: after.from, to: least(after.to, to), label: 'After', mean: null }]}
        roomFor={lines.flatMap(({ low, high }) => [low, high])}
        marks={(scale) => (
          <>
            <Without lines={lines} scale={scale} />
            <ReleaseMarks from={from} to={to} scale={scale} ownIds={releaseId ? [releaseId] : []} />
          </>
        )}
      />
      {lines.length > 1 && (
        <Aside>
          The dashed line is what the days after would have been without the release, as far as the days before tell;
          the band around it holds their mean in 95 of 100 cases.
        </Aside>
      )}
    </>
  )
}
