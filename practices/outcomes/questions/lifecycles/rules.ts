import { type Keyed, shownBucket } from '../periods/rules.ts'
import type { LifecycleAnswer, LifecycleState } from './contract.ts'

type Row = { place: number; state: LifecycleState; people: number }

/** Puts together what the engine said; `buckets` begins with the period before the range. */
export function lifecycleAnswer(buckets: readonly Keyed[], rows: readonly Row[]): LifecycleAnswer {
  const [, ...shown] = buckets
  const peopleOf = (state: LifecycleState) =>
    shown.map((_, i) => rows.find((row) => row.place === i + 1 && row.state === state)?.people ?? 0)
  return {
    kind: 'lifecycle',
    buckets: shown.map(shownBucket),
    new: peopleOf('new'),
    returning: peopleOf('returning'),
    resurrecting: peopleOf('resurrecting'),
    dormant: peopleOf('dormant').map((people, i) => (shown[i]!.isUnfinished ? null : people)),
  }
}
