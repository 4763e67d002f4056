import type { Asking, Kind } from '../contract.ts'
import type { EventPick, Part } from '../properties/contract.ts'

export const KIND_WORDS: Record<Kind, { label: string; asks: string }> = {
  trends: { label: 'Trends', asks: 'How much, over time' },
  funnel: { label: 'Funnel', asks: 'How far people get through steps' },
  retention: { label: 'Retention', asks: 'Who comes back' },
  stickiness: { label: 'Stickiness', asks: 'How often people do it' },
  lifecycle: { label: 'Lifecycle', asks: 'Who is new, stays, returns and goes' },
  paths: { label: 'Paths', asks: 'What people do one after another' },
}

const RANGE = { last: 30, unit: 'day' } as const
const any: EventPick = { name: null, filters: [] }
const named = (name: string | undefined): EventPick => (name === undefined ? any : { name, filters: [] })

/** A question of a kind to begin with, about the most frequent events. */
export function firstAsking(kind: Kind, names: readonly string[]): Asking {
  const [first, second] = names
  switch (kind) {
    case 'trends':
      return {
        kind,
        series: [{ ...named(first), measure: { of: 'people' } }],
        formulas: [],
        breakdown: null,
        interval: 'day',
        range: RANGE,
        isCompared: false,
        smoothing: 1,
        filters: [],
      }
    case 'funnel':
      return {
        kind,
        steps: [named(first), named(second ?? first)],
        order: 'in order',
        windowSeconds: 14 * 86_400,
        exclusions: [],
        breakdown: null,
        range: RANGE,
        filters: [],
      }
    case 'retention':
      return {
        kind,
        start: named(first),
        comeBack: any,
        period: 'week',
        periods: 8,
        who: 'first time',
        counting: 'in the period',
        range: { last: 9, unit: 'week' },
        filters: [],
      }
    case 'stickiness':
      return { kind, event: named(first), period: 'day', range: RANGE, filters: [] }
    case 'lifecycle':
      return { kind, event: any, period: 'week', range: { last: 12, unit: 'week' }, filters: [] }
    case 'paths':
      return { kind, startAt: null, endAt: null, only: [], without: [], steps: 5, edges: 40, range: RANGE, filters: [] }
  }
}

export const eventWord = ({ name }: EventPick) => name ?? 'Any event'

export function partWord(part: Part) {
  if (part.kind === 'value') return part.text === '' ? '“”' : part.text
  return { all: 'Everybody', 'not set': 'Not set', other: 'Other' }[part.kind]
}

export const countWord = (count: number) => count.toLocaleString()
export const peopleWord = (count: number) => (count === 1 ? '1 person' : `${countWord(count)} people`)
export const figure = (value: number | null) =>
  value === null ? '–' : value.toLocaleString(undefined, { maximumFractionDigits: 2 })
export const share = (value: number | null) =>
  value === null ? '–' : `${(value * 100).toLocaleString(undefined, { maximumFractionDigits: 1 })}\u202f%`

/** How long, in the two largest units that say something. */
export function duration(seconds: number | null) {
  if (seconds === null) return '–'
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3_600)
  const minutes = Math.floor((seconds % 3_600) / 60)
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  if (minutes > 0) return `${minutes} min ${Math.round(seconds % 60)} s`
  return `${Math.round(seconds)} s`
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const hourFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric' })

/** An interval by its label. */
export function bucketWord(label: string, interval: 'hour' | 'day' | 'week' | 'month') {
  if (interval === 'hour') return hourFormat.format(new Date(label))
  const day = new Date(`${label}T12:00:00Z`)
  return interval === 'month' ? monthFormat.format(day) : dayFormat.format(day)
}
