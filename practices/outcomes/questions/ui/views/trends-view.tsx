import { Slot } from '#platform/client/slots.tsx'

import { SMALL_SAMPLE } from '../../answers/contract.ts'
import type { Asking, Point } from '../../contract.ts'
import type { TrendsAnswer, TrendsLine, TrendsQuestion } from '../../trends/contract.ts'
import { bucketWord, eventWord, figure, partWord } from '../words.ts'
import { LineChart } from './line-chart.tsx'
import { OpenPeople } from './open-people.tsx'

import css from './views.module.css'

/** How a line is called: what it counts where there are several, and its part of a breakdown. */
function lineName(line: TrendsLine, question: TrendsQuestion) {
  const isFormula = line.of.startsWith('F')
  const place = isFormula ? Number(line.of.slice(1)) - 1 : line.of.charCodeAt(0) - 65
  const of = isFormula
    ? question.formulas[place]!.label || question.formulas[place]!.text
    : question.series[place]!.label || eventWord(question.series[place]!)
  if (line.part.kind === 'all') return of
  return question.series.length + question.formulas.length > 1 ? `${of}: ${partWord(line.part)}` : partWord(line.part)
}

type TrendsViewProps = {
  question: TrendsQuestion
  answer: TrendsAnswer
  onPeople: ((point: Point, says: string) => void) | undefined
}

/** Lines over time with the releases on them, and every value in a table. */
export function TrendsView({ question, answer, onPeople }: TrendsViewProps) {
  const { buckets, lines } = answer
  // A formula is what was asked for; its series are its means.
  const shown = question.formulas.length > 0 ? lines.filter(({ of }) => of.startsWith('F')) : lines
  const named = shown.map((line, i) => ({ line, name: lineName(line, question), colour: i % 8 }))
  const labels = buckets.map(({ label }) => label)
  const unfinished = buckets.findIndex(({ isUnfinished }) => isUnfinished)
  return (
    <>
      <LineChart
        label={`${named.map(({ name }) => name).join(', ')} over time`}
        labels={labels}
        interval={question.interval}
        unfinishedFrom={unfinished === -1 ? labels.length : unfinished}
        lines={named.map(({ line, name, colour }) => ({ name, colour, values: line.values, previous: line.previous }))}
        marks={(scale) => (
          <Slot name="metric.marks" from={labels[0]} to={labels.at(-1)} scale={scale} ownIds={[]} onlyOwn={false} />
        )}
      />
      <div className={css.scrolls}>
        <table className={css.table}>
          <caption className="said-only">Every value</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">In all</th>
              {question.isCompared && <th scope="col">Before</th>}
              {buckets.map((bucket) => (
                <th key={bucket.label} scope="col" title={bucket.isUnfinished ? 'Not over yet' : undefined}>
                  {bucketWord(bucket.label, question.interval)}
                  {bucket.isUnfinished && ' …'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => {
              const name = lineName(line, question)
              const colour = shown.indexOf(line)
              const people = pointOf(question, line, onPeople)
              return (
                <tr key={i}>
                  <th scope="row">
                    {colour >= 0 && <i data-colour={colour % 8} className={css.swatch} />} {name}
                    {line.people !== null && line.people < SMALL_SAMPLE && (
                      <span className={css.small} title="Fewer than 30 people: a few more could turn it">
                        {line.people} people
                      </span>
                    )}
                  </th>
                  <td>
                    <Value value={line.total} onPeople={people && (() => people(null, name))} />
                  </td>
                  {question.isCompared && <td>{figure(line.previousTotal)}</td>}
                  {line.values.map((value, at) => (
                    <td key={labels[at]}>
                      <Value
                        value={value}
                        onPeople={
                          people && (() => people(at, `${name}, ${bucketWord(labels[at]!, question.interval)}`))
                        }
                      />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

function pointOf(question: Asking, line: TrendsLine, onPeople: TrendsViewProps['onPeople']) {
  if (!onPeople || line.of.startsWith('F')) return
  return (bucket: number | null, says: string) =>
    onPeople({ kind: 'trends', series: line.of.charCodeAt(0) - 65, part: line.part, bucket }, says)
}

/** A value that leads to the people behind it where there are any. */
export function Value({ value, onPeople }: { value: number | null; onPeople?: (() => void) | undefined }) {
  return <OpenPeople onPeople={value ? onPeople : undefined}>{figure(value)}</OpenPeople>
}
