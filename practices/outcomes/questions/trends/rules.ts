import { type Formula, parseFormula, resultOf } from '../formulas/rules.ts'
import { type Keyed, shownBucket } from '../periods/rules.ts'
import { partsOf, type Slots } from '../sources/rules.ts'
import type { Series, TrendsAnswer, TrendsLine, TrendsQuestion } from './contract.ts'

type Row = { slot: number; key: number; isTotal: number; value: number | null; people: number }
type Values = (number | null)[]
/** What the engine said of one series now, and before when it was asked. */
export type Found = { now: readonly Row[]; before?: readonly Row[] }

export const letterOf = (index: number) => String.fromCharCode(65 + index)

/** Where nothing was done, counts are nought and the rest is empty. */
const nothingOf = ({ measure }: Series) =>
  measure.of === 'events' || measure.of === 'people' || measure.of === 'groups' ? 0 : null

const valuesOf = (rows: readonly Row[], slot: number, buckets: readonly Keyed[], nothing: number | null): Values => {
  const byKey = new Map(rows.filter((row) => row.slot === slot && !row.isTotal).map((row) => [row.key, row.value]))
  return buckets.map(({ key }) => (byKey.has(key) ? byKey.get(key)! : nothing))
}

/** Each value as the mean of itself and those before it, so many together; empty ones are left out. */
export function smoothed(values: Values, over: number): Values {
  if (over === 1) return values
  return values.map((_, i) => {
    const known = values.slice(Math.max(0, i - over + 1), i + 1).filter((one) => one !== null)
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length
  })
}

/** Puts together what the engine said. `before` are the intervals that come just before `buckets`, as many. */
export function trendsAnswer(
  question: TrendsQuestion,
  buckets: readonly Keyed[],
  before: readonly Keyed[],
  slots: Slots | undefined,
  found: readonly Found[],
): TrendsAnswer {
  const parts = partsOf(slots)
  const lines = question.series.flatMap((series, i) =>
    parts.map(({ slot, part }): TrendsLine => {
      const nothing = nothingOf(series)
      const { now, before: earlier } = found[i]!
      const totalOf = (rows: readonly Row[]) => rows.find((row) => row.slot === slot && row.isTotal)
      const total = totalOf(now)
      return {
        of: letterOf(i),
        part,
        values: valuesOf(now, slot, buckets, nothing),
        total: total ? total.value : nothing,
        previous: earlier ? valuesOf(earlier, slot, before, nothing) : null,
        previousTotal: earlier ? (totalOf(earlier) ?? { value: nothing }).value : null,
        people: total?.people ?? 0,
      }
    }),
  )
  const formulas = question.formulas.flatMap(({ text }, i) => {
    const parsed = parseFormula(text, question.series.length)
    if ('wrong' in parsed) return []
    return parts.map(({ part }, p) => {
      const inputs = question.series.map((_, s) => lines[s * parts.length + p]!)
      return formulaLine(`F${i + 1}`, part, parsed.formula, inputs)
    })
  })
  const shown = [...lines, ...formulas].map((line) => ({
    ...line,
    values: smoothed(line.values, question.smoothing),
    previous: line.previous && smoothed(line.previous, question.smoothing),
  }))
  return { kind: 'trends', buckets: buckets.map(shownBucket), lines: shown }
}

function formulaLine(of: string, part: TrendsLine['part'], formula: Formula, inputs: TrendsLine[]): TrendsLine {
  const result = (valueOf: (line: TrendsLine) => number | null) => resultOf(formula, inputs.map(valueOf))
  const previous = inputs[0]!.previous
  return {
    of,
    part,
    values: inputs[0]!.values.map((_, i) => result(({ values }) => values[i]!)),
    total: result(({ total }) => total),
    previous: previous && previous.map((_, i) => result((line) => line.previous![i]!)),
    previousTotal: previous && result(({ previousTotal }) => previousTotal),
    people: null,
  }
}
