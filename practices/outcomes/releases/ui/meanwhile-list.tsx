import { RecordLink } from '#commons/records/ui/embeds.tsx'
import { Aside, Chip } from '#design/index.ts'
import { dayInWords } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Reading } from '../contract.ts'

import css from './releases.module.css'

/** What else happened in the days of a reading, and what of it confounds. */
export function MeanwhileList({ reading }: { reading: Pick<Reading, 'meanwhile' | 'before' | 'after'> }) {
  const { meanwhile, before, after } = reading
  if (meanwhile.length === 0)
    return (
      <Aside>
        Nothing else is known of the days from {dayInWords(before.from)} to {dayInWords(after.to)}: no other release, no
        other definition, no gap.
      </Aside>
    )
  // What confounds is never hidden behind what does not.
  const first = meanwhile.length > MOST_SHOWN ? meanwhile.filter(({ confounds }) => confounds).slice(0, 50) : meanwhile
  const more = meanwhile.filter((one) => !first.includes(one))
  return (
    <>
      <Listed meanwhile={first} />
      {more.length > 0 && (
        <details className={css.earlier}>
          <summary>{first.length > 0 ? `${more.length} more` : `${more.length} things that do not confound`}</summary>
          <Listed meanwhile={more} />
        </details>
      )}
    </>
  )
}

const MOST_SHOWN = 8

function Listed({ meanwhile }: Pick<Reading, 'meanwhile'>) {
  return (
    <ul className={css.meanwhile}>
      {meanwhile.map(({ kind, on, until, record, says, confounds }) => (
        <li key={`${kind}${on}${record?.id}`}>
          <span className={css.meanwhileDay}>
            {dayInWords(on)}
            {until && until !== on && <> to {dayInWords(until)}</>}
          </span>
          <span className={css.meanwhileWhat}>
            {record && <RecordLink record={record} stateHidden />}
            {confounds && <Chip tone="amber">Confounds</Chip>}
            <span>{says}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
