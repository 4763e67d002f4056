import type { LinkKind } from '../contract.ts'

/** How a lower record hangs on the higher, said from the lower: `INI-12 serves KR-3`. */
export const UPWARD: Record<LinkKind, string> = {
  serves: 'serves',
  delivers: 'delivers',
  measures: 'measures',
  evidences: 'is evidence for',
  decides: 'decides on',
  blocks: 'blocks',
  supersedes: 'supersedes',
  relates: 'relates to',
}

/** The same said from the higher: `KR-3 is served by INI-12`. */
export const DOWNWARD: Record<LinkKind, string> = {
  serves: 'is served by',
  delivers: 'is delivered by',
  measures: 'is measured by',
  evidences: 'is evidenced by',
  decides: 'is decided on by',
  blocks: 'is blocked by',
  supersedes: 'is superseded by',
  relates: 'relates to',
}
