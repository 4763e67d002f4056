/** Cuts a page from rows that were asked for with one more than `limit`; `next` is the cursor of the last row shown. */
export function nextPage<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last) } : { items }
}
