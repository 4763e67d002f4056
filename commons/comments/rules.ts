import type { MemberId, Role } from '#platform/auth/identity.ts'

/** At most this many kinds of reaction stand under one comment. */
export const MOST_KINDS = 8

/** What is offered without a picker. */
export const USUAL_REACTIONS = ['👍', '❤️', '🎉', '😄', '🤔', '👀'] as const

const EMOJI = /^\p{RGI_Emoji}$/v

/** Exactly one emoji, however many signs it is made of. */
export const isEmoji = (text: string) => EMOJI.test(text)

const MENTION = /\[@?[^\]\n]*\]\(member:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi

/** The ids of the members whom a text names, once each, in order: `[@Ana](member:<id>)`. */
export const mentionedIn = (text: string) => [
  ...new Set([...text.matchAll(MENTION)].map((found) => found[1]!.toLowerCase())),
]

/** Brings the mentions of other writers into our form: `@[Ana](member:<id>)` becomes `[@Ana](member:<id>)`. */
export const tidied = (text: string) => text.replaceAll(/@\[@?([^\]\n]*)\]\(member:/g, '[@$1](member:')

/** The words alone, on one line, for a notice. */
export function gist(text: string, most = 140) {
  const words = text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*_>~]+|^#{1,6} /gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words
}

type Written = { by: MemberId | null; deletedAt: Date | null }

export function whyNotEdit(comment: Written, by: MemberId) {
  if (comment.by !== by) return 'NOT_YOURS'
}

export function whyNotDelete(comment: Written, by: { id: MemberId; role: Role }) {
  if (comment.by !== by.id && by.role !== 'admin') return 'NOT_YOURS'
}

export function whyNotReact(kinds: readonly string[], emoji: string) {
  if (!kinds.includes(emoji) && kinds.length >= MOST_KINDS) return 'TOO_MANY_KINDS'
}

/** What single reactions come to: each kind once, in the order in which the first of it was given. */
export const kindsOf = <By>(given: readonly { emoji: string; by: By }[]) =>
  [...Map.groupBy(given, ({ emoji }) => emoji)].map(([emoji, same]) => ({ emoji, by: same.map(({ by }) => by) }))
