import type { RecordType } from '#commons/records/contract.ts'

import type { LinkKind } from './contract.ts'

type Fit = { kind: LinkKind; from: RecordType; to: RecordType }

const fits = (kind: LinkKind, from: RecordType[], to: RecordType[]): Fit[] =>
  from.flatMap((lower) => to.map((upper) => ({ kind, from: lower, to: upper })))

/**
 * What may be joined, and how. On the line the lower record points to the one it is there for:
 * vision clause <- objective <- key result <- initiative <- work item <- change <- release.
 */
export const FITS: Fit[] = [
  ...fits('serves', ['clause'], ['vision']),
  ...fits('serves', ['objective'], ['clause', 'objective', 'metric']),
  ...fits('serves', ['key-result'], ['objective']),
  ...fits('serves', ['initiative'], ['key-result', 'objective', 'clause']),
  ...fits('serves', ['work-item'], ['key-result', 'objective']),
  ...fits('serves', ['shout-out'], ['work-item', 'release', 'key-result', 'initiative', 'success-review', 'metric']),
  ...fits('delivers', ['work-item'], ['initiative', 'work-item']),
  ...fits('delivers', ['change'], ['work-item', 'initiative']),
  ...fits('delivers', ['release'], ['change', 'work-item', 'initiative']),
  ...fits('measures', ['question'], ['metric', 'key-result', 'objective', 'initiative', 'release', 'vision']),
  ...fits('measures', ['metric'], ['key-result', 'objective', 'initiative', 'release', 'vision', 'metric']),
  ...fits('decides', ['success-review'], ['release', 'initiative', 'key-result']),
  ...fits('evidences', ['page', 'metric', 'question', 'success-review'], ['initiative', 'objective', 'clause']),
]

const ANYWHERE: LinkKind[] = ['blocks', 'supersedes', 'relates']

/** The kinds that the line follows. The others join records without being a reason for them. */
export const LINE_KINDS: LinkKind[] = ['serves', 'delivers', 'measures', 'evidences', 'decides']

export function isFitting(kind: LinkKind, from: RecordType, to: RecordType) {
  if (kind === 'supersedes') return from === to
  if (ANYWHERE.includes(kind)) return true
  return FITS.some((fit) => fit.kind === kind && fit.from === from && fit.to === to)
}

export function whyNotConnect(
  from: { id: string; type: RecordType },
  to: { id: string; type: RecordType },
  kind: LinkKind,
) {
  if (from.id === to.id) return 'NOT_ITSELF'
  if (!isFitting(kind, from.type, to.type)) return 'DOES_NOT_FIT'
}
