import { type Side, SIDES } from '#platform/auth/identity.ts'

type Answered = { version: number; side: Side; verdict: 'agreed' | 'declined'; memberId: string }

/** The sides of which nobody has agreed to exactly this version. */
export const missingSides = (signoffs: readonly Answered[], version: number): Side[] =>
  SIDES.filter(
    (side) => !signoffs.some((one) => one.version === version && one.side === side && one.verdict === 'agreed'),
  )

/** Joint is what somebody of each side has agreed to, in exactly this version. */
export const isJoint = (signoffs: readonly Answered[], version: number) => missingSides(signoffs, version).length === 0

/** Which side's sign-off to this version is still missing, as a refusal. */
export function whyNotJoint(signoffs: readonly Answered[], version: number) {
  const [first, second] = missingSides(signoffs, version)
  if (first && second) return 'NEEDS_BOTH_SIDES'
  if (first === 'product') return 'NEEDS_PRODUCT'
  if (first === 'engineering') return 'NEEDS_ENGINEERING'
}

/** Says why this member cannot sign this version of a record. */
export function whyNotSign(side: Side | null, version: number, present: number) {
  if (!side) return 'NO_SIDE'
  if (version !== present) return 'STALE_VERSION'
}
