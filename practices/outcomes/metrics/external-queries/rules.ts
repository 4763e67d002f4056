import { type Day, isDay } from '#platform/time/days.ts'

/** What a query answered, each cell as PostgreSQL wrote it. */
export type Answer = { columns: string[]; rows: (string | null)[][] }

const numberIn = (text: string | null | undefined) => {
  const value = text == null || text.trim() === '' ? NaN : Number(text)
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : undefined
}

/** The day of a date or a timestamp as PostgreSQL writes it. */
const dayIn = (text: string | null | undefined) => {
  const day = text?.slice(0, 10)
  return day !== undefined && isDay(day) ? day : undefined
}

/**
 * What may be recorded of an answer: one row with one number counts for `today`; rows of a date and a number each for
 * their day. Rows whose number is null are gaps. A text says why nothing may.
 */
export function valuesIn({ columns, rows }: Answer, today: Day): { day: Day; value: number }[] | string {
  if (rows.length === 0) return 'The query answered no row.'
  if (columns.length === 1) {
    if (rows.length > 1) return 'Several rows need two columns: a date and a number.'
    const value = numberIn(rows[0]![0])
    return value === undefined ? `“${(rows[0]![0] ?? 'null').slice(0, 40)}” is no number.` : [{ day: today, value }]
  }
  if (columns.length > 2) return 'It answers with more than two columns. A date and a number are read.'
  const found = new Map<Day, number>()
  for (const [written, figure] of rows) {
    const day = dayIn(written)
    if (day === undefined) return `“${(written ?? 'null').slice(0, 40)}” is no date.`
    if (day > today) return `${day} lies in the future.`
    if (figure === null) continue
    const value = numberIn(figure)
    if (value === undefined) return `“${(figure ?? '').slice(0, 40)}” is no number.`
    if (found.has(day)) return `${day} stands in two rows.`
    found.set(day, value)
  }
  return [...found].map(([day, value]) => ({ day, value }))
}
