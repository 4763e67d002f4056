/** Where the keyboard stands in a list, and what is selected. Positions count rows; selected are their keys. */
export type Selection = { at: number; anchor: number; selected: ReadonlySet<string> }

export type Press = { key: string; shift?: boolean; mod?: boolean }

export type Answer = { next: Selection; open?: boolean } | undefined

const PAGE = 10

export const nothingSelected: Selection = { at: -1, anchor: -1, selected: new Set() }

const between = (a: number, b: number, keys: readonly string[]) => keys.slice(Math.min(a, b), Math.max(a, b) + 1)

/** What a key does in a list with these row keys; `undefined` when the list does not know it. */
export function afterKey(now: Selection, { key, shift, mod }: Press, keys: readonly string[]): Answer {
  const last = keys.length - 1
  if (last < 0) return undefined
  const to = (position: number): Answer => {
    const at = Math.min(last, Math.max(0, position))
    if (!shift) return { next: { ...now, at, anchor: at } }
    const anchor = now.anchor < 0 ? Math.max(0, now.at) : now.anchor
    return { next: { at, anchor, selected: new Set([...now.selected, ...between(anchor, at, keys)]) } }
  }
  if (mod) return key === 'a' ? { next: { ...now, selected: new Set(keys) } } : undefined
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return to(now.at + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return to(now.at < 0 ? last : now.at - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(last)
    case 'PageDown':
      return to(now.at + PAGE)
    case 'PageUp':
      return to(now.at - PAGE)
    case 'x':
    case 'X':
      return { next: toggled(now, Math.max(0, now.at), keys, shift ?? false) }
    case 'Enter':
      return now.at < 0 ? undefined : { next: now, open: true }
    case 'Escape':
      return now.selected.size === 0 ? undefined : { next: { ...now, selected: new Set() } }
    default:
      return undefined
  }
}

/** Selects a row or takes it out again; with `range`, selects everything from the anchor to it. */
export function toggled(now: Selection, at: number, keys: readonly string[], range: boolean): Selection {
  const key = keys[at]
  if (key === undefined) return now
  const selected = new Set(now.selected)
  if (range && now.anchor >= 0) for (const one of between(now.anchor, at, keys)) selected.add(one)
  else if (selected.has(key)) selected.delete(key)
  else selected.add(key)
  return { at, anchor: at, selected }
}

/** After the rows changed: stays on the same row where it can and forgets what is gone. */
export function afterChange(now: Selection, before: readonly string[], keys: readonly string[]): Selection {
  const key = before[now.at]
  const found = key === undefined ? -1 : keys.indexOf(key)
  const at = now.at < 0 ? -1 : found >= 0 ? found : Math.min(now.at, keys.length - 1)
  const left = new Set(keys)
  const selected = new Set([...now.selected].filter((one) => left.has(one)))
  return { at, anchor: at, selected: selected.size === now.selected.size ? now.selected : selected }
}
