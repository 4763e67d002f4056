export type BoardShape = readonly { id: string; keys: readonly string[] }[]
export type BoardPlace = { column: number; at: number }

export function placeOf(board: BoardShape, key: string): BoardPlace | undefined {
  for (const [column, { keys }] of board.entries()) {
    const at = keys.indexOf(key)
    if (at >= 0) return { column, at }
  }
  return undefined
}

/** The card that an arrow leads to; empty columns are skipped. */
export function neighbour(board: BoardShape, key: string, arrow: string): string | undefined {
  const place = placeOf(board, key)
  if (!place) return undefined
  const { column, at } = place
  if (arrow === 'ArrowDown') return board[column]?.keys[at + 1]
  if (arrow === 'ArrowUp') return board[column]?.keys[at - 1]
  const step = arrow === 'ArrowRight' ? 1 : arrow === 'ArrowLeft' ? -1 : 0
  if (step === 0) return undefined
  for (let next = column + step; next >= 0 && next < board.length; next += step) {
    const keys = board[next]?.keys ?? []
    if (keys.length > 0) return keys[Math.min(at, keys.length - 1)]
  }
  return undefined
}

export type BoardMove = {
  key: string
  toColumn: string
  /** Stands before this card afterwards; `undefined` is the end of the column. */
  before: string | undefined
}

/** Where shift and an arrow carry a card; `undefined` at the edge. */
export function carried(board: BoardShape, key: string, arrow: string): BoardMove | undefined {
  const place = placeOf(board, key)
  if (!place) return undefined
  const { column, at } = place
  const here = board[column]
  if (!here) return undefined
  if (arrow === 'ArrowDown')
    return at + 1 < here.keys.length ? { key, toColumn: here.id, before: here.keys[at + 2] } : undefined
  if (arrow === 'ArrowUp') return at > 0 ? { key, toColumn: here.id, before: here.keys[at - 1] } : undefined
  const next = board[column + (arrow === 'ArrowRight' ? 1 : arrow === 'ArrowLeft' ? -1 : Number.NaN)]
  return next ? { key, toColumn: next.id, before: next.keys[at] } : undefined
}

/** What a drop means; `undefined` when the card would stand where it stands. */
export function dropped(
  board: BoardShape,
  key: string,
  toColumn: string,
  over?: { key: string; edge: 'top' | 'bottom' },
) {
  const place = placeOf(board, key)
  const keys = board.find(({ id }) => id === toColumn)?.keys
  if (!place || !keys) return undefined
  const others = keys.filter((one) => one !== key)
  const overAt = over ? others.indexOf(over.key) : -1
  if (over?.key === key) return undefined
  const at = overAt < 0 ? others.length : over?.edge === 'top' ? overAt : overAt + 1
  if (board[place.column]?.id === toColumn && place.at === at) return undefined
  return { key, toColumn, before: others[at] } satisfies BoardMove
}
