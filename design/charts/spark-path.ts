type Box = { width: number; height: number; target?: number | undefined }
type Drawn = { path: string; last: { x: number; y: number } | undefined; targetY: number | undefined }

const MARGIN = 3

/** The path of a small line in pixels. `null` breaks it; values that are all the same run through the middle. */
export function sparkPath(values: (number | null)[], { width, height, target }: Box): Drawn {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { path: '', last: undefined, targetY: undefined }
  const low = Math.min(...known, target ?? Infinity)
  const high = Math.max(...known, target ?? -Infinity)
  const round = (pixels: number) => Math.round(pixels * 10) / 10
  const x = (index: number) =>
    values.length === 1 ? round(width / 2) : round(MARGIN + (index / (values.length - 1)) * (width - 2 * MARGIN))
  const y = (value: number) =>
    high === low ? round(height / 2) : round(height - MARGIN - ((value - low) / (high - low)) * (height - 2 * MARGIN))

  let path = ''
  let last: Drawn['last']
  let isBroken = true
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isBroken = true
      continue
    }
    last = { x: x(index), y: y(value) }
    path += `${isBroken ? 'M' : 'L'}${last.x} ${last.y}`
    isBroken = false
  }
  return { path, last, targetY: target === undefined ? undefined : y(target) }
}
