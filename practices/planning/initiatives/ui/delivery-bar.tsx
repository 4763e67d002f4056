import { ProgressBar } from '#design/index.ts'

import type { Initiative } from '../contract.ts'

import css from './initiatives.module.css'

/** How much of the linked work is done, by points where they are estimated and by count where not. */
export function DeliveryBar({ delivery }: { delivery: Initiative['delivery'] }) {
  const { items, done, points, donePoints } = delivery
  if (items === 0) return null
  const share = points > 0 ? donePoints / points : done / items
  const counted = `${done} of ${items} work items done`
  const says = points > 0 ? `${counted}, ${donePoints} of ${points} points` : counted
  return (
    <div className={css.delivery}>
      <ProgressBar value={share} label="Delivery" says={says} {...(done === items ? { status: 'done' } : {})} />
      <span className={css.counted} aria-hidden="true">
        {done}/{items}
      </span>
    </div>
  )
}
