import type { Side } from '#platform/auth/identity.ts'
import { addDays, type Day, daysBetween } from '#platform/time/days.ts'

import type { ReviewState, Verdict } from './contract.ts'

/** How long after shipping a release without a declared window is looked back at. */
export const USUAL_WINDOW_DAYS = 30

/** The day after the window's last one: by then the reading of the whole window is made. */
export const dueOnFor = (shippedOn: Day, windowDays: number) => addDays(shippedOn, windowDays + 1)

/** Days between two reminders of a review that nobody holds. */
const REMIND_EVERY_DAYS = 7

export const isReminderDue = (review: { dueOn: Day; remindedOn: Day | null }, today: Day) =>
  review.dueOn <= today &&
  (review.remindedOn === null ||
    review.remindedOn < review.dueOn ||
    daysBetween(review.remindedOn, today) >= REMIND_EVERY_DAYS)

/** What a review is called once it has been decided. */
export const STATE_OF = { continue: 'continued', adjust: 'adjusted', stop: 'stopped' } as const satisfies Record<
  Verdict,
  ReviewState
>

export const isDecided = ({ state }: { state: ReviewState }) => state !== 'booked' && state !== 'under way'

/** Whether this reader may see what a side wrote: after the reveal everyone, before it only that side. */
export const maySee = (side: Side, reader: Side | null, revealedAt: Date | null) =>
  revealedAt !== null || reader === side

type Written = { side: Side; isHandedIn: boolean }

export const isRevealDue = (written: Written[]) =>
  (['product', 'engineering'] as const).every((side) => written.some((one) => one.side === side && one.isHandedIn))

export function whyNotReveal(
  review: { revealedAt: Date | null; facilitatorId: string | null },
  me: { id: string; role: string },
  written: Written[],
) {
  if (review.revealedAt) return 'REVEALED'
  if (me.id !== review.facilitatorId && me.role !== 'admin') return 'NOT_FACILITATOR'
  if (written.length === 0) return 'NOTHING_WRITTEN'
}

export function whyNotDecide(review: { state: ReviewState; revealedAt: Date | null }) {
  if (isDecided(review)) return 'DECIDED'
  if (!review.revealedAt) return 'NOT_REVEALED'
}
