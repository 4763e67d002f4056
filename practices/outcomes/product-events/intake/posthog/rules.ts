import {
  groupsFrom,
  happenedAt,
  idText,
  isIllegalId,
  isObject,
  type Json,
  keptProperties,
  type Keeping,
  LONGEST_ID,
  LONGEST_NAME,
  momentFrom,
  type Outcome,
} from '../rules.ts'

/** A request of the older protocol: whose it is, when it was sent, and its events. */
export type Envelope = { token: string; sentAt: Date | undefined; events: unknown[] }

export type EnvelopeProblem = { status: 400 | 401; says: string }

/**
 * Finds the parts of a body: a bare event, a list of events, or an envelope with `batch`. The token stands in the
 * envelope, in each event, or in its properties; all events of one request have the same.
 */
export function envelopeOf(body: unknown, query: (name: string) => string | undefined): Envelope | EnvelopeProblem {
  const events = Array.isArray(body)
    ? body
    : isObject(body)
      ? Array.isArray(body.batch)
        ? body.batch
        : [body]
      : undefined
  if (!events) return { status: 400, says: 'The body is neither an event, nor a list of events, nor an envelope.' }
  if (events.length === 0) return { status: 400, says: 'The batch is empty.' }
  const outer = isObject(body) ? (body.api_key ?? body.token ?? body.$token) : undefined
  const tokens = new Set(
    outer === undefined || outer === null || outer === ''
      ? events.map((event) => tokenOf(event)).filter((token) => token !== undefined)
      : [outer],
  )
  if (tokens.size > 1) return { status: 400, says: 'The events of one request must all have the same token.' }
  const token = [...tokens][0] ?? query('api_key') ?? query('token')
  if (typeof token !== 'string' || token === '')
    return { status: 401, says: 'There is no project key (api_key, token).' }
  if (token.startsWith('phx_')) {
    return { status: 401, says: 'This is a personal key. Send events with the project key, which begins with phc_.' }
  }
  const sentAt = momentFrom(isObject(body) ? body.sent_at : undefined) ?? momentFrom(query('_'))
  return { token, sentAt, events }
}

function tokenOf(event: unknown): unknown {
  if (!isObject(event)) return undefined
  const properties = isObject(event.properties) ? event.properties : {}
  return event.token ?? event.$token ?? event.api_key ?? properties.token ?? undefined
}

type Reading = { now: Date; sentAt: Date | undefined; keeping: Keeping; isPerson?: boolean }

/** Reads one event of the older protocol. `isPerson` says that it came where people are described, so it needs no name. */
export function readEvent(event: unknown, { now, sentAt, keeping, isPerson }: Reading): Outcome {
  const source = 'posthog'
  if (!isObject(event)) return refused('NOT_AN_EVENT', 'It is not an object.', event, source, undefined)
  const given = isObject(event.properties) ? event.properties : {}
  const key = keyOf(event.uuid) ?? keyOf(given.$insert_id) ?? keyOf(event.$insert_id)
  const name = typeof event.event === 'string' ? event.event.trim() : isPerson ? '$set' : ''
  if (!name) return refused('NO_NAME', 'It has no name (event).', event, source, key)
  if (name.length > LONGEST_NAME) {
    return refused('NAME_TOO_LONG', `Its name has more than ${LONGEST_NAME} characters.`, event, source, key)
  }
  const distinctId = idText(event.distinct_id ?? event.$distinct_id ?? given.distinct_id ?? given.$distinct_id)
  if (!distinctId) return refused('NO_DISTINCT_ID', 'It does not say whose it is (distinct_id).', event, source, key)
  const offset = typeof event.offset === 'number' ? event.offset : undefined
  const timestamp = momentFrom(event.timestamp) ?? momentFrom(given.timestamp) ?? momentFrom(given.time)
  const at = happenedAt({ timestamp, sentAt: given.$ignore_sent_at ? undefined : sentAt, offsetMs: offset }, now)
  return {
    accepted: { key, at, name, distinctId, source, ...partsOf(event, given, keeping) },
  }
}

/** Names that stand in a column of their own, or were for the way here only. */
const ASIDE = new Set([
  'token',
  'distinct_id',
  '$insert_id',
  '$time',
  'time',
  '$groups',
  '$session_id',
  '$ignore_sent_at',
])

function partsOf(event: Json, given: Json, keeping: Keeping) {
  const properties: Json = {}
  for (const [name, value] of Object.entries(given)) if (!ASIDE.has(name)) properties[name] = value
  for (const set of ['$set', '$set_once', '$unset', '$group_set', '$group_type', '$group_key']) {
    if (event[set] !== undefined && properties[set] === undefined) properties[set] = event[set]
  }
  if (keeping.address !== undefined && properties.$ip === undefined) properties.$ip = keeping.address
  return {
    sessionId: idText(given.$session_id),
    groups: groupsFrom(given.$groups),
    properties: keptProperties(properties, keeping),
  }
}

const keyOf = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim().slice(0, 300) : undefined)

function refused(
  reason: Extract<Outcome, { refused: unknown }>['refused']['reason'],
  says: string,
  sample: unknown,
  source: string,
  key: string | undefined,
): Outcome {
  return { refused: { reason, says, sample, source, key } }
}

/** The headers that the newer protocol requires. */
export const V1_HEADERS = [
  'posthog-sdk-info',
  'posthog-attempt',
  'posthog-request-id',
  'posthog-request-timestamp',
] as const

/** What is wrong with the headers of a request of the newer protocol. */
export function whyNotV1(header: (name: string) => string | undefined): string | undefined {
  const missing = V1_HEADERS.filter((name) => !header(name))
  if (missing.length > 0) return `These headers are missing: ${missing.join(', ')}.`
  if (!/^[1-9]\d*$/.test(header('posthog-attempt')!)) return 'PostHog-Attempt counts from 1.'
  if (!/^[0-9a-f-]{36}$/i.test(header('posthog-request-id')!)) return 'PostHog-Request-Id is a UUID.'
  if (!/^[^/\s]+\/\S+/.test(header('posthog-sdk-info')!)) return 'PostHog-Sdk-Info is name/version.'
  if (!momentFrom(header('posthog-request-timestamp'))) return 'PostHog-Request-Timestamp is an instant (RFC 3339).'
}

/** Reads one event of the newer protocol, which answers for each by its uuid. */
export function readV1Event(
  event: unknown,
  { now, sentAt, keeping, library }: Reading & { library: string },
): Outcome & { uuid: string | undefined } {
  const source = 'posthog'
  if (!isObject(event))
    return { ...refused('NOT_AN_EVENT', 'It is not an object.', event, source, undefined), uuid: undefined }
  const uuid = typeof event.uuid === 'string' && UUID.test(event.uuid) ? event.uuid.toLowerCase() : undefined
  const no = (reason: Parameters<typeof refused>[0], says: string) => ({
    ...refused(reason, says, event, source, uuid),
    uuid: typeof event.uuid === 'string' ? event.uuid : undefined,
  })
  if (!uuid) return no('NO_ID', 'Its uuid is not one.')
  const name = typeof event.event === 'string' ? event.event.trim() : ''
  if (!name) return no('NO_NAME', 'It has no name (event).')
  if (name.length > LONGEST_NAME) return no('NAME_TOO_LONG', `Its name has more than ${LONGEST_NAME} characters.`)
  const whole = typeof event.distinct_id === 'string' ? event.distinct_id.trim() : ''
  if (!whole) return no('NO_DISTINCT_ID', 'It does not say whose it is (distinct_id).')
  if (whole.length > LONGEST_ID)
    return no('DISTINCT_ID_TOO_LONG', `Its distinct_id has more than ${LONGEST_ID} characters.`)
  if (isIllegalId(whole)) return no('ILLEGAL_DISTINCT_ID', `“${whole}” stands for nobody.`)
  const options = isObject(event.options) ? event.options : {}
  const timestamp = momentFrom(event.timestamp)
  const at = happenedAt({ timestamp, sentAt: options.disable_skew_correction ? undefined : sentAt }, now)
  const [libraryName, libraryVersion] = library.split('/')
  const given: Json = {
    ...(isObject(event.properties) ? event.properties : {}),
    $lib: libraryName,
    $lib_version: libraryVersion,
    ...(event.session_id === undefined ? {} : { $session_id: event.session_id }),
    ...(event.window_id === undefined ? {} : { $window_id: event.window_id }),
    ...(options.process_person_profile === undefined
      ? {}
      : { $process_person_profile: options.process_person_profile }),
    ...(options.product_tour_id === undefined ? {} : { $product_tour_id: options.product_tour_id }),
  }
  return {
    uuid,
    accepted: { key: uuid, at, name, distinctId: idText(whole), source, ...partsOf(event, given, keeping) },
    ...(timestamp ? {} : { warning: 'Its timestamp could not be read; the time of arrival counts.' }),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
