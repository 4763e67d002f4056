import type { ReleaseState } from '../contract.ts'

type Shipping = {
  state: ReleaseState
  hasEffect: boolean
  isSigned: boolean
  because: string | undefined
}

/** Says why it cannot be shipped like this; a reason stands in for an effect that both sides signed. */
export function whyNotShip({ state, hasEffect, isSigned, because }: Shipping) {
  if (state === 'shipped') return 'ALREADY_SHIPPED'
  if (state === 'withdrawn') return 'WITHDRAWN'
  if (because) return
  if (!hasEffect) return 'NO_EFFECT'
  if (!isSigned) return 'NOT_SIGNED'
}
