type Fate = { expiresAt: Date; revokedAt: Date | null; usesLeft: number | null }

/** Why an invite lets nobody in any more. */
export function whyNotUse({ expiresAt, revokedAt, usesLeft }: Fate, now: Date) {
  if (revokedAt) return 'REVOKED'
  if (usesLeft !== null && usesLeft < 1) return 'USED_UP'
  if (expiresAt <= now) return 'EXPIRED'
}

const STATES = { REVOKED: 'revoked', USED_UP: 'used up', EXPIRED: 'expired' } as const

export function stateOf(fate: Fate, now: Date) {
  const why = whyNotUse(fate, now)
  return why ? STATES[why] : 'open'
}
