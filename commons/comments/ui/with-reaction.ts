import type { MemberId } from '#platform/auth/identity.ts'

import type { Reaction } from '../contract.ts'

/** What is reacted to as it looks with one member's reaction given or taken back. */
export function withReaction<Reacted extends { reactions: Reaction[] }>(
  one: Reacted,
  by: MemberId,
  emoji: string,
  give: boolean,
) {
  const others = one.reactions.map((kind) =>
    kind.emoji === emoji ? { ...kind, by: kind.by.filter((id) => id !== by) } : kind,
  )
  if (!give) return { ...one, reactions: others.filter((kind) => kind.by.length > 0) }
  const isKnown = others.some((kind) => kind.emoji === emoji)
  return {
    ...one,
    reactions: isKnown
      ? others.map((kind) => (kind.emoji === emoji ? { ...kind, by: [...kind.by, by] } : kind))
      : [...others, { emoji, by: [by] }],
  }
}
