import type { Direction, Standing } from './contract.ts'

/** What a value is compared with. */
export type Bounds = {
  direction: Direction
  target: number | null
  low: number | null
  high: number | null
  atRiskAt: number | null
  offTrackAt: number | null
}

/** Says what is wrong with a metric's bounds; undefined when they make sense together. */
export function whyNotDefine({ direction, target, low, high, atRiskAt, offTrackAt }: Bounds) {
  if (direction === 'between') {
    if (low === null || high === null) return 'RANGE_NEEDED'
    if (low >= high) return 'RANGE_REVERSED'
    return
  }
  // Seen so that more is better, the three rise: off track, at risk, target.
  const rising = [offTrackAt, atRiskAt, target].filter((bound) => bound !== null)
  const signed = direction === 'up' ? rising : rising.map((bound) => -bound)
  if (signed.some((bound, index) => index > 0 && bound <= signed[index - 1]!)) return 'THRESHOLDS_REVERSED'
}

/** Keeps only the bounds that the direction knows, so that none of an earlier direction lingers. */
export function boundsOf(given: Bounds): Bounds {
  return given.direction === 'between'
    ? { ...given, target: null, atRiskAt: null, offTrackAt: null }
    : { ...given, low: null, high: null }
}

export function isReached({ direction, target, low, high }: Bounds, value: number) {
  if (direction === 'between') return low !== null && high !== null && value >= low && value <= high
  if (target === null) return false
  return direction === 'up' ? value >= target : value <= target
}

/**
 * How a value stands. Thresholds decide where they are set; a reached target is on track in any case;
 * outside a range is off track. Null where there is nothing to compare with.
 */
export function standingOf(bounds: Bounds, value: number): Standing | null {
  const { direction, atRiskAt, offTrackAt } = bounds
  if (direction === 'between') return isReached(bounds, value) ? 'on track' : 'off track'
  if (isReached(bounds, value)) return 'on track'
  const isBeyond = (bound: number | null) => bound !== null && (direction === 'up' ? value < bound : value > bound)
  if (isBeyond(offTrackAt)) return 'off track'
  if (isBeyond(atRiskAt)) return 'at risk'
  return atRiskAt === null && offTrackAt === null ? null : 'on track'
}

type Described = Bounds & {
  name: string
  definition: string
  unit: string
  digits: number
  kind: string
  isGuardrail: boolean
  source: string
  formula: string | null
  maturesAfterDays: number
  productOwnerId: string | null
  engineeringOwnerId: string | null
}

const FIELDS: [keyof Described, string][] = [
  ['name', 'name'],
  ['definition', 'definition'],
  ['unit', 'unit'],
  ['digits', 'digits'],
  ['kind', 'outcome or output'],
  ['direction', 'direction'],
  ['target', 'target'],
  ['low', 'lower end'],
  ['high', 'upper end'],
  ['atRiskAt', 'at risk'],
  ['offTrackAt', 'off track'],
  ['isGuardrail', 'guardrail'],
  ['source', 'source'],
  ['formula', 'formula'],
  ['maturesAfterDays', 'days until a value is final'],
  ['productOwnerId', 'product owner'],
  ['engineeringOwnerId', 'engineering owner'],
]

/** What is another now, in the words that the history shows. */
export function changesBetween(before: Described, after: Described, nameOf: (memberId: string) => string) {
  const said = (field: keyof Described, value: Described[keyof Described]) => {
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (value !== null && field.endsWith('OwnerId')) return nameOf(String(value))
    return value
  }
  return FIELDS.filter(([field]) => before[field] !== after[field]).map(([field, word]) => ({
    field: word,
    from: said(field, before[field]),
    to: said(field, after[field]),
  }))
}

/** Among changed fields, in the words of the history, those that make what is counted something else. */
export const redefining = (changes: readonly { field: string }[]) =>
  changes.map(({ field }) => field).filter((field) => field === 'definition' || field === 'unit')

/** Whether its values follow from a formula, so that nobody records any. */
export const isCalculated = ({ source }: { source: string }) => source === 'formula'

/** A value with its unit, for sentences: `41.5 %`, `58 s`. */
export const figureInWords = (value: number, { unit, digits }: { unit: string; digits: number }) =>
  unit ? `${value.toFixed(digits)} ${unit}` : value.toFixed(digits)
