import {
  clean,
  happenedAt,
  idText,
  isObject,
  type Json,
  keptProperties,
  type Keeping,
  LONGEST_NAME,
  momentFrom,
  type Outcome,
} from '../rules.ts'

/** The kinds of message, also by the one letter that browsers send. */
const KINDS: Record<string, string> = {
  t: 'track',
  p: 'page',
  s: 'screen',
  i: 'identify',
  g: 'group',
  a: 'alias',
  track: 'track',
  page: 'page',
  screen: 'screen',
  identify: 'identify',
  group: 'group',
  alias: 'alias',
  merge: 'merge',
}

/** The messages of a body: those of its batch, or the one that it is, whose kind the route names. */
export function messagesOf(
  body: unknown,
  route: string,
): { sentAt: Date | undefined; messages: unknown[] } | undefined {
  if (!isObject(body)) return undefined
  const sentAt = momentFrom(body.sentAt)
  if (Array.isArray(body.batch)) {
    const shared = isObject(body.context) ? body.context : undefined
    return {
      sentAt,
      messages: body.batch.map((one: unknown) =>
        shared && isObject(one)
          ? { ...one, context: { ...shared, ...(isObject(one.context) ? one.context : {}) } }
          : one,
      ),
    }
  }
  return route in KINDS ? { sentAt, messages: [{ ...body, type: KINDS[route] }] } : undefined
}

/** Reads one message of Segment's or RudderStack's protocol into the words that are asked about here. */
export function readMessage(
  message: unknown,
  { now, sentAt, keeping, source }: { now: Date; sentAt: Date | undefined; keeping: Keeping; source: string },
): Outcome {
  if (!isObject(message)) {
    return {
      refused: { reason: 'NOT_AN_EVENT', says: 'It is not an object.', sample: message, source, key: undefined },
    }
  }
  const key = typeof message.messageId === 'string' && message.messageId ? message.messageId.slice(0, 300) : undefined
  const refused = (reason: Extract<Outcome, { refused: unknown }>['refused']['reason'], says: string): Outcome => ({
    refused: { reason, says, sample: message, source, key },
  })
  const type = typeof message.type === 'string' ? message.type : ''
  const kind = KINDS[type.toLowerCase()]
  if (!kind || kind === 'merge') return refused('NOT_SUPPORTED', `Messages of type “${type}” are not taken in.`)
  const userId = idText(message.userId)
  const anonymousId = idText(message.anonymousId)
  const distinctId = userId || anonymousId
  if (!distinctId) return refused('NO_DISTINCT_ID', 'It has neither userId nor anonymousId.')
  const meaning = meaningOf(kind, message, userId, anonymousId)
  if ('refused' in meaning) return refused(meaning.refused, meaning.says)
  if (meaning.name.length > LONGEST_NAME)
    return refused('NAME_TOO_LONG', `Its name has more than ${LONGEST_NAME} characters.`)
  const context = isObject(message.context) ? message.context : {}
  const timestamp = momentFrom(message.originalTimestamp) ?? momentFrom(message.timestamp)
  const own = momentFrom(message.sentAt) ?? sentAt
  const groupId = idText(kind === 'group' ? message.groupId : context.groupId)
  const properties: Json = { ...contextOf(context), ...meaning.properties }
  delete properties.$ip
  const address = keeping.address ?? undefined
  if (address !== undefined) properties.$ip = typeof context.ip === 'string' ? context.ip : address
  return {
    accepted: {
      key,
      at: happenedAt({ timestamp, sentAt: own }, now),
      name: meaning.name,
      distinctId,
      sessionId: idText(context.sessionId),
      groups: groupId ? { company: groupId } : {},
      properties: keptProperties(properties, keeping),
      source,
    },
  }
}

type Meaning = { name: string; properties: Json } | { refused: 'NO_NAME' | 'NO_ID'; says: string }

function meaningOf(kind: string, message: Json, userId: string, anonymousId: string): Meaning {
  const properties = isObject(message.properties) ? message.properties : {}
  // RudderStack puts the traits of a person into the context.
  const context = isObject(message.context) ? message.context : {}
  const traits = isObject(message.traits) ? message.traits : isObject(context.traits) ? context.traits : {}
  switch (kind) {
    case 'track': {
      const name = typeof message.event === 'string' ? clean(message.event).trim() : ''
      return name ? { name, properties } : { refused: 'NO_NAME', says: 'It has no name (event).' }
    }
    case 'page':
    case 'screen': {
      const named = {
        ...(typeof message.name === 'string' ? { name: message.name } : {}),
        ...(typeof message.category === 'string' ? { category: message.category } : {}),
      }
      const name = kind === 'page' ? '$pageview' : '$screen'
      const where = typeof properties.url === 'string' ? { $current_url: properties.url } : {}
      return {
        name,
        properties: { ...where, ...(kind === 'screen' ? screenName(named) : {}), ...named, ...properties },
      }
    }
    case 'identify':
      // Without a known id there is nobody to identify: these are properties of an unknown visitor.
      return userId
        ? {
            name: '$identify',
            properties: { $set: traits, ...(anonymousId ? { $anon_distinct_id: anonymousId } : {}) },
          }
        : { name: '$set', properties: { $set: traits } }
    case 'group': {
      const groupId = idText(message.groupId)
      return groupId
        ? {
            name: '$groupidentify',
            properties: {
              $group_type: 'company',
              $group_key: groupId,
              $group_set: isObject(message.traits) ? message.traits : {},
            },
          }
        : { refused: 'NO_ID', says: 'It has no groupId.' }
    }
    default: {
      const previous = idText(message.previousId)
      return previous && userId
        ? { name: '$create_alias', properties: { alias: previous } }
        : { refused: 'NO_ID', says: 'An alias needs userId and previousId.' }
    }
  }
}

const screenName = (named: { name?: string }) => (named.name ? { $screen_name: named.name } : {})

/** The parts of a context by the names under which properties are asked about. */
function contextOf(context: Json): Json {
  const inside = (name: string): Json => {
    const value = context[name]
    return isObject(value) ? value : {}
  }
  const campaign = Object.fromEntries(
    Object.entries(inside('campaign')).map(([name, value]) => [`utm_${name === 'name' ? 'campaign' : name}`, value]),
  )
  const named: Json = {
    $lib: inside('library').name,
    $lib_version: inside('library').version,
    $current_url: inside('page').url,
    $pathname: inside('page').path,
    $referrer: inside('page').referrer,
    $raw_user_agent: context.userAgent,
    $locale: context.locale,
    $timezone: context.timezone,
    $os: inside('os').name,
    $os_version: inside('os').version,
    $app_name: inside('app').name,
    $app_version: inside('app').version,
    $device_type: inside('device').type,
    $device_model: inside('device').model,
    ...campaign,
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined && value !== null))
}
