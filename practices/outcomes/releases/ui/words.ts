import type { Tone } from '#design/index.ts'
import { changeFigure, percentFigure } from '#practices/outcomes/metrics/ui/embeds.tsx'

import type { Effect, ReadingOutcome, ReleaseState } from '../contract.ts'

export const STATE_WORDS: Record<ReleaseState, string> = {
  planned: 'Planned',
  shipped: 'Shipped',
  withdrawn: 'Withdrawn',
}

/** What came of it, in words that claim no more than the means say. */
export const OUTCOME_WORDS: Record<ReadingOutcome, { says: string; tone: Tone }> = {
  reached: { says: 'As declared', tone: 'green' },
  'right way': { says: 'The right way, but less', tone: 'amber' },
  'no change': { says: 'No change', tone: 'plain' },
  'wrong way': { says: 'The wrong way', tone: 'red' },
  held: { says: 'Held', tone: 'plain' },
  worse: { says: 'Got worse', tone: 'red' },
  'insufficient data': { says: 'Insufficient data', tone: 'plain' },
}

/** `+3 points`, `−15 %`: the size with its sign. */
export function sizeInWords({ direction, size, measure }: Effect, metric: { unit: string; digits: number }) {
  const signed = direction === 'increase' ? size : -size
  if (measure === 'percent') return percentFigure(signed)
  const digits = Number.isInteger(size) ? 0 : Math.max(metric.digits, 1)
  return changeFigure(signed, { unit: metric.unit, digits })
}

export const horizonInWords = (days: number) => (days % 7 === 0 && days < 30 ? weeks(days / 7) : `${days} days`)
const weeks = (count: number) => (count === 1 ? 'A week' : `${count} weeks`)
