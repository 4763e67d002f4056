/** A cell that a spreadsheet would take for a formula is led by an apostrophe, so that opening a file runs nothing. */
export const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** A changed value as words. */
export function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

/** What changed, on one line: `state: Now → Next; owner: Ana → Ben`. */
export const changesAsText = (changes: { field: string; from: unknown; to: unknown }[]) =>
  changes.map(({ field, from, to }) => `${field}: ${wordsOf(from) || '–'} → ${wordsOf(to) || '–'}`).join('; ')

/** Where the next page of one record's history begins: its time and number. */
export const cursorOf = (entry: { at: Date; number: number }) => `${entry.at.toISOString()}|${entry.number}`

/** The two parts of such a cursor; undefined for anything else. */
export function readCursor(cursor: string | undefined) {
  const [time = '', number = ''] = cursor?.split('|') ?? []
  const at = new Date(time)
  return Number.isNaN(at.getTime()) || !/^\d+$/.test(number) ? undefined : { at, number: Number(number) }
}
