import type { Figures } from './measure.ts'

/** One line of the table. Without `reach` it is there for orientation. */
export type Row = {
  group: string
  what: string
  reach: string
  /** Already as text, with its unit. */
  p50: string
  p95: string
  baseline: string
  ratio: string
  reached: 'yes' | 'no' | '–'
  why?: string | undefined
}

export const ms = (value: number) =>
  Number.isNaN(value) ? '–' : `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value)} ms`

type Compared = {
  group: string
  what: string
  real: Figures
  bare?: Figures | undefined
  mostMs: number
  mostRatio?: number | undefined
  why?: string | undefined
}

/** A line for something timed beside its bare counterpart: p95 against `mostMs`, the medians against each other. */
export function comparedRow({ group, what, real, bare, mostMs, mostRatio, why }: Compared): Row {
  const ratio = bare && real.p50 / bare.p50
  const isFast = real.p95 <= mostMs
  const isLean = ratio === undefined || mostRatio === undefined || ratio <= mostRatio
  return {
    group,
    what,
    reach: `p95 ≤ ${mostMs} ms${mostRatio === undefined ? '' : `, ≤ ${mostRatio}×`}`,
    p50: ms(real.p50),
    p95: ms(real.p95),
    baseline: bare ? ms(bare.p50) : '–',
    ratio: ratio === undefined ? '–' : `${ratio.toFixed(1)}×`,
    reached: isFast && isLean ? 'yes' : 'no',
    why,
  }
}

const HEADS = ['what', 'reach', 'p50', 'p95', 'baseline (p50)', 'ratio', 'reached'] as const
const cells = (row: Row) => [row.what, row.reach, row.p50, row.p95, row.baseline, row.ratio, row.reached]

/** For the terminal. */
export function printed(rows: readonly Row[]) {
  const lines = [[...HEADS], ...rows.map(cells)]
  const widths = HEADS.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')).join('\n')
}

/** For `RESULTS.md`, a table for each group. */
export function asMarkdown(rows: readonly Row[]) {
  return [...Map.groupBy(rows, (row) => row.group)]
    .map(([group, own]) =>
      [
        `### ${group}`,
        '',
        `| ${HEADS.join(' | ')} |`,
        `|${HEADS.map((_, i) => (i < 2 ? '---' : '--:')).join('|')}|`,
        ...own.map((row) => `| ${cells(row).join(' | ')} |`),
      ].join('\n'),
    )
    .join('\n\n')
}
