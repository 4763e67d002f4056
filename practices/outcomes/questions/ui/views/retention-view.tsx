import type { Point } from '../../contract.ts'
import type { RetentionAnswer, RetentionQuestion } from '../../retention/contract.ts'
import { bucketWord, peopleWord, share } from '../words.ts'
import { OpenPeople } from './open-people.tsx'

import css from './views.module.css'

type RetentionViewProps = {
  question: RetentionQuestion
  answer: RetentionAnswer
  onPeople: ((point: Point, says: string) => void) | undefined
}

const WORD = { day: 'Day', week: 'Week', month: 'Month' }

/** Rows of people by when they began, and what share of them came back. What is not over yet is empty. */
export function RetentionView({ question, answer, onPeople }: RetentionViewProps) {
  const { period } = question
  return (
    <div className={css.scrolls}>
      <table className={css.table}>
        <caption className="said-only">Who came back, by when they began</caption>
        <thead>
          <tr>
            <th scope="col">{WORD[period]} of</th>
            <th scope="col">People</th>
            {answer.means.slice(1).map((_, n) => (
              <th key={n} scope="col">
                {WORD[period]} {n + 1}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">Mean</th>
            <td aria-label="All">
              {answer.rows.reduce((sum, { cells }) => sum + (cells[0] ?? 0), 0).toLocaleString()}
            </td>
            {answer.means.slice(1).map((mean, n) => (
              <td key={n}>
                <Cell value={mean} />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map(({ bucket, cells }, row) => {
            const size = cells[0] ?? 0
            const began = bucketWord(bucket.label, period)
            return (
              <tr key={bucket.label}>
                <th scope="row">
                  {began}
                  {bucket.isUnfinished && ' …'}
                </th>
                <td>{size.toLocaleString()}</td>
                {cells.slice(1).map((people, n) => (
                  <td key={n}>
                    {people !== null && size > 0 && (
                      <Cell
                        value={people / size}
                        says={`${peopleWord(people)} of ${size}`}
                        onPeople={
                          onPeople && people > 0
                            ? () =>
                                onPeople(
                                  { kind: 'retention', row, period: n + 1 },
                                  `Began ${began}, back in ${WORD[period].toLowerCase()} ${n + 1}`,
                                )
                            : undefined
                        }
                      />
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = { value: number | null; says?: string; onPeople?: (() => void) | undefined }

function Cell({ value, says, onPeople }: CellProps) {
  if (value === null) return null
  return (
    <span className={css.cell} style={{ '--share': `${Math.round(value * 55)}%` } as never} title={says}>
      <OpenPeople onPeople={onPeople}>{share(value)}</OpenPeople>
    </span>
  )
}
