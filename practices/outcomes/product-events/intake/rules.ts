/** An event as it is taken in. `key` is the client's idempotency key; without one, each arrival counts. */
export type Accepted = {
  key: string | undefined
  at: Date
  name: string
  distinctId: string
  sessionId: string
  groups: Record<string, string>
  properties: Record<string, unknown>
  source: string
}

/** What becomes of one event of a request: taken in (perhaps with a warning), or refused with the reason. */
export type Outcome =
  | { accepted: Accepted; warning?: string }
  | { refused: { reason: RefusalReason; says: string; sample: unknown; source: string; key: string | undefined } }

export type RefusalReason =
  | 'NO_NAME'
  | 'NO_DISTINCT_ID'
  | 'ILLEGAL_DISTINCT_ID'
  | 'NAME_TOO_LONG'
  | 'DISTINCT_ID_TOO_LONG'
  | 'NOT_AN_EVENT'
  | 'NO_ID'
  | 'TOO_LARGE'
  | 'NOT_SUPPORTED'
  | 'ORIGIN_NOT_ALLOWED'
  | 'NOT_READABLE'
  | 'MERGE_REFUSED'

/** What the project keeps. */
export type Keeping = { isKept: (name: string) => boolean; address: string | undefined }

export const LONGEST_ID = 200
export const LONGEST_NAME = 200
const DEEPEST = 12
const FUTURE_MS = 23 * 3_600_000

export type Json = Record<string, unknown>
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Ids that programs send by mistake: joined with a person they would join strangers.
const ILLEGAL = new Set(
  (
    '0|00000000-0000-0000-0000-000000000000|[object object]|anonymous|anonymous-user|backend|distinct_id|distinctid|' +
    'email|false|guest|id|nan|none|not_authenticated|null|system|true|undefined|user'
  ).split('|'),
)

/** Whether an id names nobody. */
export const isIllegalId = (id: string) =>
  id.trim() === '' ||
  ILLEGAL.has(
    id
      .trim()
      .toLowerCase()
      .replaceAll(/^["']|["']$/g, ''),
  )

/** A client's id as text: numbers and lists become what JSON makes of them. Empty means that there is none. */
export function idText(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return clean(text).trim().slice(0, LONGEST_ID)
}

/** An instant from what clients send: ISO 8601 (UTC where no zone is named), or seconds or milliseconds since 1970. */
export function momentFrom(value: unknown): Date | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return valid(new Date(value < 1e11 ? value * 1000 : value))
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const text = value.trim()
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return momentFrom(Number(text))
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text)
  const isTimed = /\d\d:\d\d/.test(text)
  return valid(new Date(isTimed && !hasZone ? `${text.replace(' ', 'T')}Z` : text))
}
const valid = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date)

/**
 * When it happened by this server's clock. A client's clock may be wrong, but it is as wrong when it sends: the distance
 * between the two is kept. `offsetMs` counts back from now and beats all. More than 23 hours ahead counts as now, a year
 * outside 1970 to 9999 as the beginning of time.
 */
export function happenedAt(
  claim: { timestamp?: Date | undefined; sentAt?: Date | undefined; offsetMs?: number | undefined },
  now: Date,
): Date {
  const { timestamp, sentAt, offsetMs } = claim
  const at =
    offsetMs !== undefined
      ? now.getTime() - offsetMs
      : timestamp === undefined
        ? now.getTime()
        : sentAt === undefined
          ? timestamp.getTime()
          : now.getTime() - (sentAt.getTime() - timestamp.getTime())
  if (!Number.isFinite(at) || at < 0 || at > LAST)
    return new Date(at > LAST && at - now.getTime() > FUTURE_MS ? now : 0)
  return new Date(at - now.getTime() > FUTURE_MS ? now : at)
}
const LAST = Date.UTC(9999, 11, 31)

/** A text that every store can hold: no zero characters, no halves of characters. */
export const clean = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** Properties as they are kept: denied ones left out at every level of `$set`, texts that every store can hold, depth bounded. */
export function keptProperties(properties: Json, keeping: Keeping): Json {
  const kept: Json = {}
  for (const [name, value] of Object.entries(properties)) {
    const key = clean(name).slice(0, 300)
    if (key === '' || value === null || value === undefined || !keeping.isKept(key)) continue
    kept[key] = SETS.has(key) && isObject(value) ? keptProperties(value, keeping) : tidied(value, 1)
  }
  return kept
}
const SETS = new Set(['$set', '$set_once', '$group_set'])

function tidied(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null) return value
  // What lies deeper is kept as text: stores bound the depth of what they can ask about.
  if (depth >= DEEPEST) return clean(JSON.stringify(value)).slice(0, 10_000)
  if (Array.isArray(value)) return value.map((one) => tidied(one, depth + 1))
  const entries = Object.entries(value).flatMap(([name, one]) => {
    const key = clean(name).slice(0, 300)
    return key === '' || one === null ? [] : [[key, tidied(one, depth + 1)] as const]
  })
  return Object.fromEntries(entries)
}

/** A refused event as it is shown, without what may not be kept at any depth. */
export const keptSample = (sample: unknown, keeping: Pick<Keeping, 'isKept'>): string =>
  JSON.stringify(sample, (name, value: unknown) => (name !== '' && !keeping.isKept(name) ? undefined : value)) ?? ''

/** `{ company: 'acme' }` from what clients call groups. */
export function groupsFrom(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  const entries = Object.entries(value).flatMap(([type, key]) => {
    const text = idText(key)
    return text && type ? [[clean(type).slice(0, 100), text] as const] : []
  })
  return Object.fromEntries(entries.slice(0, 20))
}
