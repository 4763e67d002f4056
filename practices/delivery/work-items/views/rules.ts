import type { MemberId } from '#platform/auth/identity.ts'

export const MOST_VIEWS = 100

type View = { ownerId: MemberId; isShared: boolean }

export function whyNotChange(view: View, me: { id: MemberId; role: string }) {
  if (view.ownerId !== me.id && me.role !== 'admin') return 'NOT_YOURS'
}

export function whyNotShare(isShared: boolean | undefined, me: { role: string }) {
  if (isShared && me.role !== 'member' && me.role !== 'admin') return 'MEMBERS_SHARE'
}
