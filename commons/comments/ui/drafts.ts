import type { Shown } from './written.ts'

const nameOf = (place: string) => `throughline-draft:${place}`

/** What was begun here and not sent, in this browser. */
export function keptDraft(place: string): Shown | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(place)) ?? 'null')
    if (kept && typeof kept === 'object' && 'text' in kept && typeof kept.text === 'string' && 'named' in kept)
      return kept as Shown
  } catch {
    // What cannot be read is no draft.
  }
  return undefined
}

export function keepDraft(place: string, shown: Shown) {
  if (shown.text.trim() === '') return forgetDraft(place)
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(shown))
  } catch {
    // A full or forbidden store only costs the draft.
  }
}

export const forgetDraft = (place: string) => localStorage.removeItem(nameOf(place))
