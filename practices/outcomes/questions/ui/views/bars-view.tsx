import type { Point } from '../../contract.ts'
import { LIFECYCLE_STATES, type LifecycleAnswer, type LifecycleQuestion } from '../../lifecycles/contract.ts'
import type { StickinessAnswer, StickinessQuestion } from '../../stickiness/contract.ts'
import { bucketWord, peopleWord, share } from '../words.ts'
import { OpenPeople } from './open-people.tsx'
import { Value } from './trends-view.tsx'

import css from './views.module.css'

type OnPeople = ((point: Point, says: string) => void) | undefined

/** How many people did it in exactly so many periods. */
export function StickinessView(props: { question: StickinessQuestion; answer: StickinessAnswer; onPeople: OnPeople }) {
  const { question, answer, onPeople } = props
  const most = Math.max(1, ...answer.people)
  const all = answer.people.reduce((sum, one) => sum + one, 0)
  return (
    <ol className={css.bars} aria-label={`People by number of ${question.period}s`}>
      {answer.people.map((people, i) => {
        const word = i === 0 ? `1 ${question.period}` : `${i + 1} ${question.period}s`
        return (
          <li key={i} className={css.bar}>
            <span>{word}</span>
            <div className={css.track}>
              <div className={css.fill} style={{ width: `${(people / most) * 100}%` }} />
            </div>
            <span>
              <OpenPeople
                onPeople={
                  people > 0 && onPeople
                    ? () => onPeople({ kind: 'stickiness', periods: i + 1 }, `On ${word}`)
                    : undefined
                }
              >
                {peopleWord(people)}
              </OpenPeople>
            </span>
            <span className={css.note}>{share(all === 0 ? null : people / all)}</span>
          </li>
        )
      })}
    </ol>
  )
}

const STATE_WORDS = {
  new: 'New',
  returning: 'Returning',
  resurrecting: 'Back after a pause',
  dormant: 'Gone quiet',
}

/** Who is there in each period, and below the line who is not any more. */
export function LifecycleView(props: { question: LifecycleQuestion; answer: LifecycleAnswer; onPeople: OnPeople }) {
  const { question, answer, onPeople } = props
  const { buckets } = answer
  const there = buckets.map((_, i) => answer.new[i]! + answer.returning[i]! + answer.resurrecting[i]!)
  const most = Math.max(1, ...there)
  const gone = Math.max(1, ...answer.dormant.map((one) => one ?? 0))
  const span = most + gone
  return (
    <>
      <div className={css.columns} aria-hidden="true">
        {buckets.map((bucket, i) => (
          <div key={bucket.label} className={css.column}>
            <div className={css.up} style={{ height: `${(most / span) * 100}%` }}>
              {(['resurrecting', 'new', 'returning'] as const).map((state) => (
                <div key={state} data-state={state} style={{ height: `${(answer[state][i]! / most) * 100}%` }} />
              ))}
            </div>
            <div className={css.down} style={{ height: `${(gone / span) * 100}%` }}>
              <div data-state="dormant" style={{ height: `${((answer.dormant[i] ?? 0) / gone) * 100}%` }} />
            </div>
          </div>
        ))}
      </div>
      <div className={css.scrolls}>
        <table className={css.table}>
          <caption className="said-only">People by state</caption>
          <thead>
            <tr>
              <th scope="col">People</th>
              {buckets.map((bucket) => (
                <th key={bucket.label} scope="col">
                  {bucketWord(bucket.label, question.period)}
                  {bucket.isUnfinished && ' …'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LIFECYCLE_STATES.map((state) => (
              <tr key={state}>
                <th scope="row">
                  <i data-state={state} className={css.swatch} /> {STATE_WORDS[state]}
                </th>
                {buckets.map(({ label }, bucket) => (
                  <td key={label}>
                    <Value
                      value={answer[state][bucket] ?? null}
                      onPeople={
                        onPeople &&
                        (() =>
                          onPeople(
                            { kind: 'lifecycle', bucket, state },
                            `${STATE_WORDS[state]}, ${bucketWord(label, question.period)}`,
                          ))
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
