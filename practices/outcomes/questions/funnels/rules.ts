import { partsOf, type Slots } from '../sources/rules.ts'
import type { FunnelAnswer, FunnelPart, FunnelQuestion } from './contract.ts'

type Row = {
  slot: number
  isAll: number
  people: number[]
  means: (number | null)[]
  medians: (number | null)[]
  mean: number | null
  median: number | null
}

/** Puts together what the engine said: everybody first, then the parts of the breakdown. */
export function funnelAnswer({ steps }: FunnelQuestion, slots: Slots | undefined, rows: readonly Row[]): FunnelAnswer {
  const shown = (part: FunnelPart['part'], row: Row | undefined): FunnelPart => ({
    part,
    steps: steps.map((_, i) => ({
      people: row?.people[i] ?? 0,
      meanSeconds: i === 0 ? null : (row?.means[i - 1] ?? null),
      medianSeconds: i === 0 ? null : (row?.medians[i - 1] ?? null),
    })),
    meanSeconds: row?.mean ?? null,
    medianSeconds: row?.median ?? null,
  })
  const all = shown(
    { kind: 'all', text: '' },
    rows.find((row) => row.isAll),
  )
  if (!slots) return { kind: 'funnel', parts: [all] }
  const parts = partsOf(slots).map(({ slot, part }) =>
    shown(
      part,
      rows.find((row) => !row.isAll && row.slot === slot),
    ),
  )
  return { kind: 'funnel', parts: [all, ...parts] }
}
