import { SMALL_SAMPLE } from '../../answers/contract.ts'
import type { Point } from '../../contract.ts'
import type { FunnelAnswer, FunnelPart, FunnelQuestion } from '../../funnels/contract.ts'
import { duration, eventWord, partWord, peopleWord, share } from '../words.ts'
import { OpenPeople } from './open-people.tsx'

import css from './views.module.css'

type FunnelViewProps = {
  question: FunnelQuestion
  answer: FunnelAnswer
  onPeople: ((point: Point, says: string) => void) | undefined
}

/** Steps as bars, with how many came on, how many dropped off, and how long it took. */
export function FunnelView({ question, answer, onPeople }: FunnelViewProps) {
  const [all, ...parts] = answer.parts
  if (!all) return null
  return (
    <>
      <Steps question={question} part={all} onPeople={onPeople} />
      {parts.length > 0 && (
        <div className={css.scrolls}>
          <table className={css.table}>
            <caption className="said-only">By part</caption>
            <thead>
              <tr>
                <th scope="col">Part</th>
                {question.steps.map((step, i) => (
                  <th key={i} scope="col">
                    {i + 1}. {stepWord(question, i, step.name)}
                  </th>
                ))}
                <th scope="col">Through</th>
                <th scope="col">Median time</th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.part.kind + part.part.text}>
                  <th scope="row">
                    {partWord(part.part)}
                    {part.steps[0]!.people < SMALL_SAMPLE && (
                      <span className={css.small} title="Fewer than 30 people: a few more could turn it">
                        few people
                      </span>
                    )}
                  </th>
                  {part.steps.map((step, i) => (
                    <td key={i}>
                      <OpenPeople
                        onPeople={
                          step.people > 0 && onPeople
                            ? () =>
                                onPeople(
                                  { kind: 'funnel', step: i + 1, isDroppedOff: false, part: part.part },
                                  `${partWord(part.part)}, came to step ${i + 1}`,
                                )
                            : undefined
                        }
                      >
                        {step.people.toLocaleString()}
                      </OpenPeople>
                    </td>
                  ))}
                  <td>{share(rateOf(part))}</td>
                  <td>{duration(part.medianSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const rateOf = ({ steps }: FunnelPart) => (steps[0]!.people === 0 ? null : steps.at(-1)!.people / steps[0]!.people)

const stepWord = ({ steps, order }: FunnelQuestion, i: number, name: string | null) =>
  order === 'any order' ? `${i + 1} of ${steps.length} done` : (steps[i]!.label ?? name ?? 'Any event')

function Steps({
  question,
  part,
  onPeople,
}: { question: FunnelQuestion; part: FunnelPart } & Pick<FunnelViewProps, 'onPeople'>) {
  const begun = part.steps[0]!.people
  return (
    <>
      <ol className={css.steps} aria-label="Steps">
        {part.steps.map((step, i) => {
          const of = begun === 0 ? 0 : step.people / begun
          const before = i === 0 ? step.people : part.steps[i - 1]!.people
          const lost = before - step.people
          const name = stepWord(question, i, eventWord(question.steps[i]!))
          const open = (isDroppedOff: boolean, at: number, says: string) =>
            onPeople?.({ kind: 'funnel', step: at, isDroppedOff, part: part.part }, says)
          return (
            <li key={i} className={css.step}>
              {i > 0 && (
                <p className={css.between}>
                  <OpenPeople
                    onPeople={lost > 0 && onPeople ? () => open(true, i, `Dropped off after step ${i}`) : undefined}
                  >
                    {peopleWord(lost)} dropped off
                  </OpenPeople>
                  {step.medianSeconds !== null && <span>half within {duration(step.medianSeconds)}</span>}
                </p>
              )}
              <div className={css.stepHead}>
                <b>
                  {i + 1}. {name}
                </b>
                <span>
                  {share(begun === 0 ? null : of)}
                  {i > 1 && before > 0 && ` (${share(step.people / before)} of the step before)`}
                </span>
                <span>
                  <OpenPeople
                    onPeople={
                      onPeople && step.people > 0
                        ? () => open(false, i + 1, `Came to step ${i + 1}: ${name}`)
                        : undefined
                    }
                  >
                    {peopleWord(step.people)}
                  </OpenPeople>
                </span>
              </div>
              <div className={css.track}>
                <div className={css.fill} style={{ width: `${of * 100}%` }} />
              </div>
            </li>
          )
        })}
      </ol>
      {part.medianSeconds !== null && (
        <p className={css.note}>
          Who came through took {duration(part.meanSeconds)} in the mean; half of them {duration(part.medianSeconds)} or
          less.
        </p>
      )}
    </>
  )
}
