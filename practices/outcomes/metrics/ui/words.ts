import type { Status } from '#design/index.ts'
import type { Day } from '#platform/time/days.ts'

import type { Direction, Metric, Standing } from '../contract.ts'

/** `%` stands close to its number, a word apart from it. */
const joined = (figure: string, unit: string) => (unit ? `${figure}\u202f${unit}` : figure)

type Written = { unit: string; digits: number }

/** A value with its unit, as the reader writes numbers: `62.5 %`. */
export const figureOf = (value: number, { unit, digits }: Written) =>
  joined(value.toLocaleString(undefined, { maximumFractionDigits: digits, minimumFractionDigits: digits }), unit)

/** The value as it was recorded, however many digits it has. */
export const exactFigure = (value: number, { unit, digits }: Written) =>
  joined(value.toLocaleString(undefined, { maximumFractionDigits: 10, minimumFractionDigits: digits }), unit)

/** Whether so many digits show a difference at all. */
export const isVisible = (change: number, { digits }: Pick<Written, 'digits'>) => Number(change.toFixed(digits)) !== 0

/** The same with its sign, for differences: `+2.1`. Of percentages it is said in points. */
export function changeFigure(change: number, { unit, digits }: Written) {
  if (!isVisible(change, { digits })) return joined('±0', unit === '%' ? 'points' : unit)
  const figure = Math.abs(change).toLocaleString(undefined, {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  })
  const points = figure === '1' ? 'point' : 'points'
  return joined(`${change > 0 ? '+' : '−'}${figure}`, unit === '%' ? points : unit)
}

export const percentFigure = (percent: number) =>
  `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent).toLocaleString(undefined, { maximumFractionDigits: 1 })}\u202f%`

const dayFormat = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' })
  return (day: Day) => format.format(new Date(`${day}T12:00:00Z`))
}

/** `1 May 2026`, as the reader writes days. */
export const dayInWords = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' })
export const dayShort = dayFormat({ day: 'numeric', month: 'short' })
export const weekdayInWords = dayFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
export const monthShort = dayFormat({ month: 'short' })

export const DIRECTION_WORDS: Record<Direction, string> = {
  up: 'More is better',
  down: 'Less is better',
  between: 'Best within a range',
}

export const KIND_WORDS = {
  outcome: 'Outcome: what users do or feel',
  output: 'Output: what we do',
} as const

export const SOURCE_WORDS = {
  hand: 'By hand',
  csv: 'From CSV files',
  push: 'Sent by a program',
  formula: 'Follow a formula',
  sql: 'From another database',
  question: 'Counted from a question',
} as const

export const VALUE_SOURCE_WORDS = {
  hand: 'by hand',
  csv: 'CSV',
  push: 'program',
  formula: 'formula',
  sql: 'database',
  question: 'question',
} as const

export const STATUS_OF: Record<Standing, Status> = {
  'on track': 'on-track',
  'at risk': 'at-risk',
  'off track': 'off-track',
}

/** What would be good, in a few words: `Target 60 %`, `62 to 78 %`. */
export function aimOf(metric: Pick<Metric, 'direction' | 'target' | 'low' | 'high' | 'unit' | 'digits'>) {
  const { direction, target, low, high, unit, digits } = metric
  if (direction === 'between' && low !== null && high !== null)
    return `${low.toLocaleString(undefined, { maximumFractionDigits: digits })} to ${figureOf(high, { unit, digits })}`
  return target === null ? undefined : `Target ${figureOf(target, { unit, digits })}`
}
