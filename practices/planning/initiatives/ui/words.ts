import type { Confidence, DateRisk } from '../feasibility/contract.ts'

/** `1 May`, as the reader writes days; with its year when that is another one. */
export const dateInWords = (at: Date) =>
  at.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(at.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
  })

/** The same of a day without a time. */
export const dayInWords = (day: string) => dateInWords(new Date(`${day}T12:00:00`))

/** `8–13 d`, for where there is little room. */
export const effortInShort = ({ lowDays, highDays }: { lowDays: number; highDays: number }) =>
  lowDays === highDays ? `${lowDays} d` : `${lowDays}–${highDays} d`

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  low: 'Low: a first guess',
  medium: 'Medium: looked into it',
  high: 'High: done the like before',
}

export const DATE_RISK_WORDS: Record<DateRisk, string> = {
  none: 'No risk to the date',
  some: 'Some risk to the date',
  high: 'The date is at high risk',
}

/** `under an hour`, `30 hours`, `4 days`. */
export function hoursInWords(hours: number) {
  if (hours < 1) return 'under an hour'
  if (hours < 48) return `${Math.round(hours)} ${Math.round(hours) === 1 ? 'hour' : 'hours'}`
  return `${Math.round(hours / 24)} days`
}
