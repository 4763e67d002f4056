import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Chip } from '#design/index.ts'
import { changeFigure, dayInWords, figureOf, percentFigure } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Reading, Window } from '../contract.ts'
import { changeOf } from '../readings/rules.ts'
import { horizonInWords, OUTCOME_WORDS } from './words.ts'

import css from './releases.module.css'

export type ReadingsTableProps = { readings: Omit<Reading, 'readAt'>[]; label: string }

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`)

/** Mean, spread and number of days of a window; said plainly where there is nothing. */
function Figures({ window, reading }: { window: Window; reading: Omit<Reading, 'readAt'> }) {
  const when = `${dayInWords(window.from)} to ${dayInWords(window.to)}`
  if (window.mean === null) return <span title={when}>No values</span>
  return (
    <span title={when}>
      {figureOf(window.mean, { ...reading, digits: Math.max(reading.digits, 1) })}
      {window.sd !== null && (
        <span className={css.spread}>
          {' '}
          ± {window.sd.toLocaleString(undefined, { maximumFractionDigits: Math.max(reading.digits, 1) })}
        </span>
      )}
      <span className={css.days}>{days(window.n)}</span>
    </span>
  )
}

/** Means before and after, with spread and number of days. A percentage stands only beside the days it is made of. */
export function ReadingsTable({ readings, label }: ReadingsTableProps) {
  const groups = [...Map.groupBy(readings, ({ metric }) => metric.id).values()]
  return (
    <div className={css.tableHolder}>
      <table className={css.readings} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Over</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Difference</th>
            <th scope="col">Plain reading</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group[0]!.metric.id}>
            <tr>
              <th scope="rowgroup" colSpan={5} className={css.metricHead}>
                <RecordLink record={group[0]!.metric} stateHidden />
                {group[0]!.role === 'guardrail' && <Chip>Guardrail</Chip>}
              </th>
            </tr>
            {group.map((reading) => {
              const change = changeOf(reading.before, reading.after)
              const outcome = OUTCOME_WORDS[reading.outcome]
              return (
                <tr key={reading.horizonDays}>
                  <th scope="row">{horizonInWords(reading.horizonDays)}</th>
                  <td data-head="Before">
                    <Figures window={reading.before} reading={reading} />
                  </td>
                  <td data-head="After">
                    <Figures window={reading.after} reading={reading} />
                  </td>
                  <td data-head="Difference">
                    {change ? (
                      <>
                        {changeFigure(change.absolute, { ...reading, digits: Math.max(reading.digits, 1) })}
                        {change.percent !== null && reading.unit !== '%' && (
                          <span className={css.spread}> {percentFigure(change.percent)}</span>
                        )}
                      </>
                    ) : (
                      '–'
                    )}
                  </td>
                  <td>
                    <Chip tone={outcome.tone}>{outcome.says}</Chip>
                    {reading.lookAgainOn && (
                      <span className={css.days}>look again on {dayInWords(reading.lookAgainOn)}</span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        ))}
      </table>
    </div>
  )
}
