import { Fragment } from 'react'

import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Chip } from '#design/index.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Effect, Estimate, Reading } from '../contract.ts'
import { inTermsOf } from '../readings/rules.ts'
import { HowItWasRead } from './how-it-was-read.tsx'
import { differenceFigure, horizonInWords, intervalInWords, OUTCOME_WORDS } from './words.ts'

import css from './releases.module.css'

type Shown = Omit<Reading, 'readAt'>
export type EffectForestProps = { readings: Shown[]; effect: Effect; label: string }

/** Where a difference stands between the ends of what is drawn, in percent of its width. */
type Place = (by: number) => string

/** One scale for all horizons of a metric: zero, the declared size and every interval are in it. */
function placeOf(estimates: Estimate[], declared: number | undefined): Place {
  const ends = [0, ...(declared === undefined ? [] : [declared]), ...estimates.flatMap(({ low, high }) => [low, high])]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = (high - low || 1) * 0.06
  return (by) => `${(((by - low + room) / (high - low + 2 * room)) * 100).toFixed(2)}%`
}

function Drawn({
  estimate,
  place,
  declared,
  outcome,
}: {
  estimate: Estimate | undefined
  place: Place
  declared: number | undefined
  outcome: Reading['outcome']
}) {
  return (
    <div className={css.forest} aria-hidden="true">
      <span className={css.forestZero} style={{ left: place(0) }} />
      {declared !== undefined && <span className={css.forestDeclared} style={{ left: place(declared) }} />}
      {estimate && (
        <span data-outcome={outcome} className={css.forestInterval}>
          <span
            className={css.forestBar}
            style={{ left: place(estimate.low), right: `calc(100% - ${place(estimate.high)})` }}
          />
          <span className={css.forestPoint} style={{ left: place(estimate.by) }} />
        </span>
      )}
    </div>
  )
}

/** The readings of one metric, one line for each horizon, against zero and what was declared. */
function OfMetric({ group, effect }: { group: Shown[]; effect: Effect }) {
  const first = group[0]!
  const isExpected = first.role === 'expected'
  const measure = isExpected ? effect.measure : 'absolute'
  const declared = isExpected ? (effect.direction === 'increase' ? effect.size : -effect.size) : undefined
  const rows = group.map((reading) => ({ reading, estimate: inTermsOf({ measure }, reading) }))
  const place = placeOf(
    rows.flatMap(({ estimate }) => estimate ?? []),
    declared,
  )
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4} className={css.metricHead}>
          <RecordLink record={first.metric} stateHidden />
          {!isExpected && <Chip>Guardrail</Chip>}
        </th>
      </tr>
      {rows.map(({ reading, estimate }, index) => {
        const { says, tone } = OUTCOME_WORDS[reading.outcome]
        return (
          <Fragment key={reading.horizonDays}>
            <tr>
              <th scope="row">{horizonInWords(reading.horizonDays)}</th>
              <td className={css.forestCell}>
                <Drawn estimate={estimate} place={place} declared={declared} outcome={reading.outcome} />
                {index === rows.length - 1 && (
                  <div className={css.axisWords} aria-hidden="true">
                    <span style={{ left: place(0) }}>0</span>
                    {declared !== undefined && (
                      <span className={css.axisDeclared} style={{ left: place(declared) }}>
                        declared
                      </span>
                    )}
                  </div>
                )}
              </td>
              <td className={css.forestFigures}>
                {estimate ? (
                  <>
                    {differenceFigure(estimate.by, estimate, measure, reading)}
                    <span className={css.days}>{intervalInWords(estimate, measure, reading)}</span>
                  </>
                ) : (
                  <span className={css.days}>
                    {reading.before.n} and {reading.after.n} days with a value
                  </span>
                )}
              </td>
              <td className={css.forestWord}>
                <Chip tone={tone}>{says}</Chip>
                {reading.lookAgainOn && (
                  <span className={css.days}>look again on {dayInWords(reading.lookAgainOn)}</span>
                )}
              </td>
            </tr>
            <tr className={css.howRow}>
              <td colSpan={4}>
                <HowItWasRead reading={reading} />
              </td>
            </tr>
          </Fragment>
        )
      })}
    </tbody>
  )
}

/** Every reading as an interval against zero and the declared size; the table says the same in figures. */
export function EffectForest({ readings, effect, label }: EffectForestProps) {
  const groups = [...Map.groupBy(readings, ({ metric }) => metric.id).values()]
  return (
    <table className={css.readings} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">After</th>
          <th scope="col">Difference to what would have been</th>
          <th scope="col">With its 95 % interval</th>
          <th scope="col">In a word</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <OfMetric key={group[0]!.metric.id} group={group} effect={effect} />
      ))}
    </table>
  )
}
