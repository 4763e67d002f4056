import { diffWordsWithSpace } from 'diff'

export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

/**
 * What changed between two texts, word by word. Changed words that only spaces part are told as one change: first all
 * that was taken away, then all that came, for a replaced phrase reads better whole.
 */
export function diffParts(before: string, after: string): DiffPart[] {
  const raw = diffWordsWithSpace(before, after)
  const parts: DiffPart[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed) parts.push({ kind: 'removed', text: removed })
    if (added) parts.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [index, part] of raw.entries()) {
    if (part.removed) removed += part.value
    else if (part.added) added += part.value
    else {
      const next = raw[index + 1]
      const isBetweenChanges = removed !== '' && added !== '' && next !== undefined && /^[ \t]+$/.test(part.value)
      if (isBetweenChanges) {
        removed += part.value
        added += part.value
      } else {
        flush()
        parts.push({ kind: 'same', text: part.value })
      }
    }
  }
  flush()
  return parts
}
