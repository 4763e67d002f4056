/** The warehouse is away, starting, full, or not installed. `isLasting` says that only a change of the settings helps. */
export class WarehouseUnavailable extends Error {
  readonly retryAfterSeconds = 5
  readonly isLasting: boolean
  constructor(message: string, options: { cause?: unknown; isLasting?: boolean } = {}) {
    super(message, { cause: options.cause })
    this.name = 'WarehouseUnavailable'
    this.isLasting = options.isLasting ?? false
  }
}

/** The warehouse refused a statement. `isTooLarge` says that it ran into the limits of time or memory that it was given. */
export class WarehouseFault extends Error {
  readonly code: number
  readonly isTooLarge: boolean
  constructor(code: number, message: string) {
    super(message)
    this.name = 'WarehouseFault'
    this.code = code
    this.isTooLarge = TOO_LARGE.has(code)
  }
}

// TOO_MANY_ROWS, TIMEOUT_EXCEEDED, TOO_SLOW, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
const TOO_LARGE = new Set([158, 159, 160, 241, 307, 396])
// NETWORK_ERROR, CANNOT_SCHEDULE_TASK, NOT_ENOUGH_SPACE, ABORTED, TABLE_IS_READ_ONLY, TOO_MANY_PARTS, TOO_MANY_SIMULTANEOUS_QUERIES,
// and errors of the file system
const AWAY = new Set([210, 439, 243, 236, 242, 252, 202, 74, 75, 76, 33])

/** What ClickHouse's words mean here. */
export function problemFrom(says: string): WarehouseFault | WarehouseUnavailable {
  const code = Number(/Code: (\d+)/.exec(says)?.[1] ?? 0)
  const isFull = code === 243 || /No space left on device|errno: 28/.test(says)
  if (isFull) return new WarehouseUnavailable(`The disk of the event store is full: ${says.slice(0, 300)}`)
  if (AWAY.has(code)) return new WarehouseUnavailable(`The event store cannot serve now: ${says.slice(0, 500)}`)
  return new WarehouseFault(code, says.slice(0, 2_000))
}
