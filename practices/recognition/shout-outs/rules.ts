import type { MemberId } from '#platform/auth/identity.ts'

/** How long one may take a shout-out back, before others have had time to be moved by it. */
export const REGRET_MINUTES = 15

export function whyNotGive(by: MemberId, to: MemberId[]) {
  if (to.includes(by)) return 'NOT_YOURSELF'
}

export function whyNotTakeBack(shoutOut: { from: MemberId; givenAt: Date }, by: MemberId, now: Date) {
  if (shoutOut.from !== by) return 'NOT_YOURS'
  const minutesOld = (now.getTime() - shoutOut.givenAt.getTime()) / 60_000
  if (minutesOld > REGRET_MINUTES) return 'TOO_LATE'
}
