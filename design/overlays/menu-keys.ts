/** Which item a key leads to: arrows go round, Home and End to the ends, a letter to the next that begins with it. */
export function nextItem(labels: readonly string[], at: number, key: string): number | undefined {
  const count = labels.length
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (Math.max(at, 0) - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key.length !== 1 || key === ' ') return undefined
  const letter = key.toLowerCase()
  for (let step = 1; step <= count; step++) {
    const position = (at + step) % count
    if (labels[position]?.trim().toLowerCase().startsWith(letter)) return position
  }
  return undefined
}
