import { type Keyed, shownBucket } from '../periods/rules.ts'
import type { RetentionAnswer, RetentionQuestion } from './contract.ts'

type Row = { row: number; size: number; back: number[] }

/** Puts together what the engine said. `buckets` are those of the rows and of what lies after them, as far as it has begun. */
export function retentionAnswer(
  { periods }: RetentionQuestion,
  rows: readonly Keyed[],
  buckets: readonly Keyed[],
  found: readonly Row[],
): RetentionAnswer {
  const shown = rows.map((bucket, i) => {
    const row = found.find((one) => one.row === i)
    const after = Array.from({ length: periods }, (_, n) => {
      const then = buckets[i + n + 1]
      return !then || then.isUnfinished ? null : (row?.back[n] ?? 0)
    })
    return { bucket: shownBucket(bucket), cells: [row?.size ?? 0, ...after] }
  })
  const means = Array.from({ length: periods + 1 }, (_, n) => {
    const known = shown.filter(({ cells }) => cells[n] !== null && cells[0]! > 0)
    const size = known.reduce((sum, { cells }) => sum + cells[0]!, 0)
    return size === 0 ? null : known.reduce((sum, { cells }) => sum + cells[n]!, 0) / size
  })
  return { kind: 'retention', rows: shown, means }
}
