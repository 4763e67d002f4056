import type { Asking, Outcome } from '#practices/outcomes/questions/answers/contract.ts'

import type { World } from './events.ts'
import { funnelByHand } from './funnels.ts'
import { lifecycleByHand, retentionByHand, stickinessByHand } from './over-time.ts'
import { pathsByHand } from './paths.ts'
import { trendsByHand } from './trends.ts'

/** The answer reckoned by going through the events one by one, as far as it can be compared: without the bounds of intervals. */
export function byHand(world: World, asking: Asking): unknown {
  switch (asking.kind) {
    case 'trends':
      return trendsByHand(world, asking)
    case 'funnel':
      return { parts: funnelByHand(world, asking) }
    case 'retention':
      return retentionByHand(world, asking)
    case 'stickiness':
      return { people: stickinessByHand(world, asking) }
    case 'lifecycle':
      return lifecycleByHand(world, asking)
    case 'paths':
      return pathsByHand(world, asking)
  }
}

/** The same of what the engine says. */
export function comparable(outcome: Outcome): unknown {
  switch (outcome.kind) {
    case 'trends':
      return { labels: outcome.buckets.map(({ label }) => label), lines: outcome.lines }
    case 'retention':
      return { rows: outcome.rows.map(({ bucket, cells }) => ({ label: bucket.label, cells })), means: outcome.means }
    case 'stickiness':
      return { people: outcome.people }
    case 'lifecycle': {
      const { new: fresh, returning, resurrecting, dormant } = outcome
      return { new: fresh, returning, resurrecting, dormant }
    }
    case 'funnel':
      return { parts: outcome.parts }
    case 'paths': {
      const { visits, people, edges } = outcome
      return { visits, people, edges }
    }
  }
}

/** With numbers to ten digits: sums in another order differ in the last ones. */
export const rounded = (of: unknown): unknown =>
  JSON.parse(JSON.stringify(of, (_, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(10)) : one)))
