import type { KeyResult } from '../key-results/contract.ts'
import {
  dayOfNumber,
  isKept,
  type KeyResultKind,
  rounded,
  type Status,
  type ValueSource,
} from '../key-results/rules.ts'

type Written = Pick<KeyResult, 'kind' | 'unit'>

const DAY = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
const at = (day: string) => new Date(`${day}T12:00:00Z`)

/** `30 Sept`, and `30 Sept 2026` where the year is not plain. */
export const dayShort = (day: string) => at(day).toLocaleDateString(undefined, DAY)
export const dayInWords = (day: string) => at(day).toLocaleDateString(undefined, { ...DAY, year: 'numeric' })

/** A value as the reader writes it, with its unit: `62.5 %`; the day for a delivery date. */
export function figureOf(value: number, { kind, unit }: Written) {
  if (kind === 'delivery date') return dayShort(dayOfNumber(value))
  const figure = rounded(value).toLocaleString(undefined, { maximumFractionDigits: 2 })
  if (unit === '') return figure
  // A sign stands close to its number, a word apart from it.
  return `${figure}${/^[a-z]{3,}|\s/i.test(unit) ? '\u00a0' : '\u202f'}${unit}`
}

/** What is promised, in a few words: `112 → 85 s`, `below 10`, `by 30 Sept`. */
export function promiseOf({
  kind,
  start,
  target,
  unit,
  dueOn,
}: KeyResult | (Written & Pick<KeyResult, 'start' | 'target' | 'dueOn'>)) {
  if (kind === 'delivery date') return `by ${dayShort(dueOn)}`
  if (kind === 'milestone') return `done by ${dayShort(dueOn)}`
  if (isKept(kind)) return `${kind === 'keep above' ? 'at least' : 'at most'} ${figureOf(target, { kind, unit })}`
  return `${figureOf(start, { kind, unit: '' })} → ${figureOf(target, { kind, unit })}`
}

export const KIND_WORDS: Record<KeyResultKind, string> = {
  increase: 'Increase',
  decrease: 'Decrease',
  'keep above': 'Keep above',
  'keep below': 'Keep below',
  milestone: 'Milestone',
  'delivery date': 'Delivery date',
}

export const KIND_HINTS: Record<KeyResultKind, string> = {
  increase: 'A number that grows from a start to a target.',
  decrease: 'A number that shrinks from a start to a target.',
  'keep above': 'A number that must not fall below a threshold.',
  'keep below': 'A number that must not rise above a threshold.',
  milestone: 'Something to complete, from 0 to 100 %.',
  'delivery date': 'Something to deliver by a day.',
}

export const SOURCE_WORDS: Record<ValueSource, string> = {
  'by hand': 'By hand, at check-ins',
  metric: 'From a metric',
  'linked work': 'From finished linked work',
}

export const STATUS_LABELS: Record<Status, string> = {
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
  done: 'Reached',
}

/** Three bands of confidence, as they are read aloud. */
export const bandOf = (confidence: number) => (confidence <= 3 ? 'unlikely' : confidence <= 7 ? 'uncertain' : 'likely')

/** How far it is, said in one sentence. */
export function progressInWords({ progress, expected, kind }: Pick<KeyResult, 'progress' | 'expected' | 'kind'>) {
  const done = `${Math.round(progress * 100)} %`
  if (isKept(kind)) return `Kept for ${done} of the time`
  return expected === null
    ? `${done} of the way`
    : `${done} of the way, ${Math.round(expected * 100)} % expected by now`
}

export const gradeFigure = (grade: number, digits = 1) => grade.toFixed(digits)
