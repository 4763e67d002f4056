import { useQuery } from '@tanstack/react-query'

import type { TeamId } from '#commons/people/contract.ts'
import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Chip } from '#design/index.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Foreseen } from '../contract.ts'
import { releases } from './api.ts'
import { calibrationInWords } from './outlook.tsx'
import { intervalInWords, OUTCOME_WORDS, sizeInWords } from './words.ts'

import css from './releases.module.css'

const AGAINST = { less: 'Less than declared', as: 'As declared', more: 'More than declared' }

/** The measured share of a declared size, drawn from none to twice as much; what lies beyond ends at the edge. */
function Share({ item }: { item: Foreseen }) {
  const { measured, effect } = item
  if (!measured) return null
  const toward = effect.direction === 'increase' ? 1 : -1
  const ends = [measured.low, measured.high].map((end) => (toward * end) / effect.size).toSorted((a, b) => a - b)
  // From −1 to 3 times what was declared.
  const place = (share: number) => `${((Math.min(3, Math.max(-1, share)) + 1) / 4) * 100}%`
  return (
    <div className={css.forest} aria-hidden="true">
      <span className={css.forestZero} style={{ left: place(0) }} />
      <span className={css.forestDeclared} style={{ left: place(1) }} />
      <span data-outcome={item.outcome} className={css.forestInterval}>
        <span className={css.forestBar} style={{ left: place(ends[0]!), right: `calc(100% - ${place(ends[1]!)})` }} />
        <span className={css.forestPoint} style={{ left: place((toward * measured.by) / effect.size) }} />
      </span>
    </div>
  )
}

/** How well a team foresees: what it declared beside what was measured, newest first. Nothing before the first reading. */
export function CalibrationPanel({ teamId }: { teamId: TeamId | undefined }) {
  const { data } = useQuery(releases.calibration.queryOptions({ input: { ...(teamId ? { teamId } : {}), last: 20 } }))
  if (!data || data.items.length === 0) return null
  return (
    <details className={css.calibration}>
      <summary>How well we foresee</summary>
      <p>{calibrationInWords(data)}</p>
      <table className={css.readings} aria-label="Declared sizes beside what was measured">
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Measured, between none and the declared size</th>
            <th scope="col">Declared, measured</th>
            <th scope="col">In a word</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <tr key={item.release.id}>
              <th scope="row">
                <RecordLink record={item.release} stateHidden />
                <span className={css.days}>
                  {item.metric.title}, {dayInWords(item.shippedOn)}
                </span>
              </th>
              <td className={css.forestCell}>
                <Share item={item} />
              </td>
              <td className={css.forestFigures}>
                {sizeInWords(item.effect, item)}
                {item.measured && (
                  <span className={css.days}>{intervalInWords(item.measured, item.effect.measure, item)}</span>
                )}
              </td>
              <td className={css.forestWord}>
                <Chip tone={OUTCOME_WORDS[item.outcome].tone}>{OUTCOME_WORDS[item.outcome].says}</Chip>
                {item.against && <span className={css.days}>{AGAINST[item.against]}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
