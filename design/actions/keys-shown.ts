const NAMES: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  space: 'Space',
  backspace: '⌫',
}

/** How a key is written on this machine: `mod+k` is `⌘ K` on a Mac and `Ctrl K` elsewhere; `g h` is `G H`. */
export function keysShown(keys: string, isApple: boolean): string[] {
  return keys
    .split(/[ +]/)
    .filter((key) => key !== '')
    .map((key) => {
      const low = key.toLowerCase()
      if (low === 'mod') return isApple ? '⌘' : 'Ctrl'
      if (low === 'shift') return isApple ? '⇧' : 'Shift'
      if (low === 'alt') return isApple ? '⌥' : 'Alt'
      return NAMES[low] ?? (key.length === 1 ? key.toUpperCase() : key)
    })
}
