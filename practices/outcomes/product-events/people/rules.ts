/** What a project knows of one who may become part of another. */
export type Known = { id: string; isIdentified: boolean }

/** How two ids were said to belong together: by `$identify`, as an alias, or explicitly with all consequences. */
export type JoinKind = 'identify' | 'alias' | 'explicit'

export type Join = { source: string; target: string; kind: JoinKind }

/**
 * What becomes of two ids that are said to be one person. The source is the id to be swallowed: the alias, or the
 * anonymous id before. Two people are only joined while the swallowed one is not identified, unless it is explicit.
 */
export function whatJoins(
  join: Join,
  known: { source: Known | undefined; target: Known | undefined },
  isIllegal: (id: string) => boolean,
): 'same' | 'illegal' | 'attach-source' | 'attach-target' | 'create' | 'refused' | 'merge' {
  const { source, target } = known
  if (join.source === join.target) return 'same'
  if (isIllegal(join.source) || isIllegal(join.target)) return 'illegal'
  if (!source && !target) return 'create'
  if (!source) return 'attach-source'
  if (!target) return 'attach-target'
  if (source.id === target.id) return 'same'
  return source.isIdentified && join.kind !== 'explicit' ? 'refused' : 'merge'
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textIn = (properties: Json, name: string) => {
  const value = properties[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
}

/** What an event says of people and groups, beside having happened. */
export type Says = {
  join?: Join
  /** It names somebody who is known to the product. */
  isIdentifying: boolean
  set: Json
  setOnce: Json
  unset: string[]
  group?: { type: string; key: string; set: Json }
}

export function saysOf(name: string, distinctId: string, properties: Json): Says {
  const says: Says = {
    isIdentifying: name === '$identify',
    set: isObject(properties.$set) ? properties.$set : {},
    setOnce: isObject(properties.$set_once) ? properties.$set_once : {},
    unset: Array.isArray(properties.$unset) ? properties.$unset.filter((one) => typeof one === 'string') : [],
  }
  const anonymous = textIn(properties, '$anon_distinct_id')
  const alias = textIn(properties, 'alias')
  if (name === '$identify' && anonymous) says.join = { source: anonymous, target: distinctId, kind: 'identify' }
  if (name === '$create_alias' && alias) says.join = { source: alias, target: distinctId, kind: 'alias' }
  if (name === '$merge_dangerously' && alias) says.join = { source: alias, target: distinctId, kind: 'explicit' }
  const type = textIn(properties, '$group_type')
  const key = textIn(properties, '$group_key')
  if (name === '$groupidentify' && type && key) {
    says.group = { type, key, set: isObject(properties.$group_set) ? properties.$group_set : {} }
  }
  return says
}

/** Whether an event says anything that has to be noted. Without a profile it says nothing of people. */
export function isAboutPeople(says: Says, properties: Json) {
  if (says.group) return true
  if (properties.$process_person_profile === false && !says.isIdentifying && !says.join) return false
  return (
    says.isIdentifying || says.join !== undefined || hasAny(says.set) || hasAny(says.setOnce) || says.unset.length > 0
  )
}
const hasAny = (object: Json) => Object.keys(object).length > 0

/** A person's properties after an event: what is set counts, what is set once only where nothing stood. */
export function nextProperties(before: Json, { set, setOnce, unset }: Pick<Says, 'set' | 'setOnce' | 'unset'>): Json {
  const next = { ...setOnce, ...before, ...set }
  for (const name of unset) delete next[name]
  return next
}
