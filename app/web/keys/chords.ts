/** Keys that open a chord: N then a key creates, G then a key goes. */
export const OPENERS = ['n', 'g'] as const
export type Opener = (typeof OPENERS)[number]

/** A chord that was begun waits this long for its second key. */
export const CHORD_MS = 1600

export type Pending = { opener: Opener; at: number } | undefined

type Heard = { pending: Pending; chord?: string }

/** What a key means after what was pressed before it: opens a chord, completes one (`g h`), or neither. */
export function nextChord(pending: Pending, key: string, at: number): Heard {
  const low = key.toLowerCase()
  if (pending && at - pending.at <= CHORD_MS) {
    return low.length === 1 ? { pending: undefined, chord: `${pending.opener} ${low}` } : { pending: undefined }
  }
  const opener = OPENERS.find((one) => one === key)
  return { pending: opener && { opener, at } }
}

/** A key as features write it: `shift+a`, `mod+enter`, `x`. */
export function keyPressed(event: {
  key: string
  shiftKey: boolean
  metaKey: boolean
  ctrlKey: boolean
  altKey: boolean
}) {
  const low = event.key === ' ' ? 'space' : event.key.toLowerCase().replace('arrow', '')
  const isLetter = /^[a-z]$/.test(low)
  return [
    (event.metaKey || event.ctrlKey) && 'mod',
    event.altKey && 'alt',
    // `?` and `!` are keys of their own; only letters and named keys carry their shift.
    event.shiftKey && (isLetter || low.length > 1) && 'shift',
    low,
  ]
    .filter(Boolean)
    .join('+')
}
