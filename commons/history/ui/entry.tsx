import { PersonMark, usePeople, When } from '#commons/people/ui/embeds.tsx'
import { RecordLink } from '#commons/records/ui/embeds.tsx'

import type { Entry, FieldChange } from '../contract.ts'
import { wordsOf } from '../rules.ts'

import css from './history.module.css'

/** One thing that happened: who, what, when, and what changed from what to what. */
export function EntryRow({ entry }: { entry: Entry }) {
  const { byId, loaded } = usePeople()
  const name = entry.by ? (byId.get(entry.by)?.name ?? (loaded ? 'Somebody unknown' : '…')) : 'Throughline'
  return (
    <div className={css.entry}>
      <span className={css.who}>
        <PersonMark id={entry.by} size={20} named={false} />
      </span>
      <div className={css.what}>
        <span className={css.sentence}>
          <strong>{name}</strong> {entry.says}
        </span>
        {entry.other && <RecordLink record={entry.other} />}
        <span className={css.when}>
          <When at={entry.at} />
        </span>
        {entry.changes.length > 0 && <Changes changes={entry.changes} />}
      </div>
    </div>
  )
}

const LONGEST = 160
const shortened = (words: string) => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words)

const DAY = /^\d{4}-\d\d-\d\d$/
const day = new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** A value as words; a day as the reader writes days. */
const shownAs = (value: unknown) =>
  typeof value === 'string' && DAY.test(value) ? day.format(new Date(`${value}T00:00:00Z`)) : wordsOf(value)

/** Each field with what stood there and what stands there now. */
export function Changes({ changes }: { changes: FieldChange[] }) {
  return (
    <ul className={css.changes}>
      {changes.map(({ field, from, to }, position) => {
        const [before, after] = [shownAs(from), shownAs(to)]
        return (
          <li key={position}>
            <span className={css.field}>{field}</span>{' '}
            {before && (
              <del className={css.before} title={before}>
                {shortened(before)}
              </del>
            )}{' '}
            {after ? (
              <ins className={css.after} title={after}>
                {shortened(after)}
              </ins>
            ) : (
              <span className={css.field}>taken away</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
