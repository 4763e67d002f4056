import { COLUMNS, MOST_ROWS, type Tile } from '../contract.ts'

/** The tiles with one of them before or after another. */
export function movedBeside(tiles: Tile[], id: string, besideId: string, side: 'before' | 'after'): Tile[] {
  const moved = tiles.find((tile) => tile.id === id)
  if (!moved || id === besideId) return tiles
  const others = tiles.filter((tile) => tile.id !== id)
  const at = others.findIndex((tile) => tile.id === besideId)
  if (at < 0) return tiles
  return others.toSpliced(side === 'before' ? at : at + 1, 0, moved)
}

/** The tiles with one of them so many places earlier or later. */
export function movedBy(tiles: Tile[], id: string, by: number): Tile[] {
  const at = tiles.findIndex((tile) => tile.id === id)
  const to = Math.min(tiles.length - 1, Math.max(0, at + by))
  if (at < 0 || to === at) return tiles
  return tiles.toSpliced(at, 1).toSpliced(to, 0, tiles[at]!)
}

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(value)))

/** The tiles with one of them of another size, within what a tile may be. */
export const resized = (tiles: Tile[], id: string, size: { width: number; height: number }): Tile[] =>
  tiles.map((tile) =>
    tile.id === id
      ? { ...tile, width: within(size.width, 2, COLUMNS), height: within(size.height, 1, MOST_ROWS) }
      : tile,
  )

/**
 * How many rows tiles fill when each is put where the one before it ends, as the browser does: to fit a dashboard to a
 * screen.
 */
export function rowsFilled(tiles: Pick<Tile, 'width' | 'height'>[]): number {
  const taken: boolean[][] = []
  const isFree = (row: number, column: number, { width, height }: Pick<Tile, 'width' | 'height'>) => {
    for (let y = row; y < row + height; y++)
      for (let x = column; x < column + width; x++) if (taken[y]?.[x]) return false
    return true
  }
  let [row, column] = [0, 0]
  for (const tile of tiles) {
    while (column + tile.width > COLUMNS || !isFree(row, column, tile)) {
      column++
      if (column + tile.width > COLUMNS) {
        column = 0
        row++
      }
    }
    for (let y = row; y < row + tile.height; y++) {
      const line = (taken[y] ??= [])
      for (let x = column; x < column + tile.width; x++) line[x] = true
    }
    column += tile.width
  }
  return taken.length
}
