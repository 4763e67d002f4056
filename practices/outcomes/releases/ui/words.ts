import type { Tone } from '#design/index.ts'
import { changeFigure, percentFigure } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Effect, Estimate, Lack, ReadingOutcome, ReleaseState } from '../contract.ts'

export const STATE_WORDS: Record<ReleaseState, string> = {
  planned: 'Planned',
  shipped: 'Shipped',
  withdrawn: 'Withdrawn',
}

/** What came of it, in words that claim no more than the interval does. */
export const OUTCOME_WORDS: Record<ReadingOutcome, { says: string; tone: Tone }> = {
  improved: { says: 'Improved', tone: 'green' },
  worsened: { says: 'Worsened', tone: 'red' },
  'no clear change': { says: 'No clear change', tone: 'plain' },
  confounded: { says: 'Confounded', tone: 'amber' },
  'insufficient data': { says: 'Insufficient data', tone: 'plain' },
}

type Written = { unit: string; digits: number }

/** `+3 points`, `−15 %`: the size with its sign. */
export function sizeInWords({ direction, size, measure }: Effect, metric: Written) {
  const signed = direction === 'increase' ? size : -size
  if (measure === 'percent') return percentFigure(signed)
  const digits = Number.isInteger(size) ? 0 : Math.max(metric.digits, 1)
  return changeFigure(signed, { unit: metric.unit, digits })
}

/** As many digits as an interval so wide can bear. */
const digitsFor = ({ low, high }: Estimate, { digits }: Written) => {
  const width = high - low
  const needed = width > 0 ? Math.max(0, 1 - Math.floor(Math.log10(width))) : digits
  return Math.min(4, Math.max(needed, width >= 20 ? 0 : Math.min(digits, 1)))
}

/** A difference in a metric’s unit, written as its interval asks. */
export function differenceFigure(by: number, estimate: Estimate, measure: Effect['measure'], metric: Written) {
  if (measure === 'percent') return percentFigure(by)
  return changeFigure(by, { unit: metric.unit, digits: digitsFor(estimate, metric) })
}

/** `+1.2 to +3.4 points`. */
export function intervalInWords(estimate: Estimate, measure: Effect['measure'], metric: Written) {
  const [low, high] = [estimate.low, estimate.high].map((end) => differenceFigure(end, estimate, measure, metric))
  // The unit is said once.
  const unit = measure === 'percent' ? '\u202f%' : metric.unit === '%' ? /\u202fpoints?$/ : `\u202f${metric.unit}`
  return `${metric.unit || measure === 'percent' ? low!.replace(unit, '') : low} to ${high}`
}

/** A smallest change that could be seen, without a sign. */
export function smallestFigure(minimum: number, metric: Written) {
  const digits = minimum > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(minimum)))) : metric.digits
  return changeFigure(minimum, { unit: metric.unit, digits }).replace(/^\+/, '')
}

const days = (count: number) => (count === 1 ? 'One day' : `${count} days`)

/** What a reading lacks, and what it would take. */
export function lackInWords(lack: Lack) {
  switch (lack.of) {
    case 'daily values':
      return `A value comes about every ${lack.days} days. To judge a release it takes values of single days: 28 in the ten weeks before it, and 7 after.`
    case 'values before':
      return `${days(lack.days)} with a value ${lack.days === 1 ? 'is' : 'are'} missing before the release: it takes 28 in the ten weeks before.`
    case 'values after':
      return `${days(lack.days)} with a value ${lack.days === 1 ? 'is' : 'are'} missing after the release: it takes 7.`
    case 'variation':
      return 'Its values hardly vary, so nothing says what chance alone would do.'
  }
}

export const horizonInWords = (count: number) => (count % 7 === 0 && count < 30 ? weeks(count / 7) : `${count} days`)
const weeks = (count: number) => (count === 1 ? 'A week' : `${count} weeks`)
