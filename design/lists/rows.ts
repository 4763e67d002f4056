export type ListRow<Item> =
  | { kind: 'group'; label: string; count: number }
  | { kind: 'item'; item: Item; position: number }

/** Rows as they are drawn: before each run of items of the same group, its heading. Items come sorted by group. */
export function rowsOf<Item>(items: readonly Item[], groupOf: ((item: Item) => string) | undefined): ListRow<Item>[] {
  const rows: ListRow<Item>[] = []
  let heading: Extract<ListRow<Item>, { kind: 'group' }> | undefined
  for (const [position, item] of items.entries()) {
    const label = groupOf?.(item)
    if (label !== undefined && label !== heading?.label) {
      heading = { kind: 'group', label, count: 0 }
      rows.push(heading)
    }
    if (heading) heading.count += 1
    rows.push({ kind: 'item', item, position })
  }
  return rows
}
