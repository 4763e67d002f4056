type Source<Item> = { items: Item[]; more: boolean }
type Merged<First, Second> = { from: 'first'; item: First } | { from: 'second'; item: Second }

/**
 * Two lists, each newest first and read only so far, as one. Nothing is shown that something unread of the other list
 * may still come before; `behind` says which lists to read on for the next part.
 */
export function merged<First extends { at: Date }, Second extends { at: Date }>(
  first: Source<First> | undefined,
  second: Source<Second> | undefined,
): { items: Merged<First, Second>[]; behind: ('first' | 'second')[] } {
  const endOf = (source: Source<{ at: Date }> | undefined) =>
    source?.more ? (source.items.at(-1)?.at.getTime() ?? Infinity) : -Infinity
  const [firstEnd, secondEnd] = [endOf(first), endOf(second)]
  const knownBackTo = Math.max(firstEnd, secondEnd)
  const items: Merged<First, Second>[] = [
    ...(first?.items ?? []).map((item) => ({ from: 'first' as const, item })),
    ...(second?.items ?? []).map((item) => ({ from: 'second' as const, item })),
  ]
  return {
    items: items
      .filter(({ item }) => item.at.getTime() >= knownBackTo)
      .toSorted((a, b) => b.item.at.getTime() - a.item.at.getTime()),
    behind: [
      ...(first?.more && firstEnd === knownBackTo ? (['first'] as const) : []),
      ...(second?.more && secondEnd === knownBackTo ? (['second'] as const) : []),
    ],
  }
}
