import type { CohortRule } from '#practices/outcomes/questions/cohorts/contract.ts'
import type { EventPick, Filter, Property } from '#practices/outcomes/questions/properties/contract.ts'

/** An event as it was sent, by the person whom it belonged to then. */
export type PlainEvent = {
  id: string
  at: Date
  name: string
  personId: string
  groups: Record<string, string>
  properties: Record<string, unknown>
}

/** All that is known of a project, held in memory. */
export type World = {
  events: PlainEvent[]
  /** Whom a person became part of. */
  merges: Map<string, string>
  people: Map<string, Record<string, unknown>>
  /** By `type key`. */
  groups: Map<string, Record<string, unknown>>
  cohorts: Map<string, CohortRule>
  timeZone: string
  now: Date
}

export const personOf = (world: World, event: PlainEvent) => world.merges.get(event.personId) ?? event.personId

function valueOf(world: World, event: PlainEvent, property: Property): unknown {
  if (property.of === 'event') return event.properties[property.name]
  if (property.of === 'person') return world.people.get(personOf(world, event))?.[property.name]
  const key = event.groups[property.group]
  if (property.of === 'group key') return key
  return world.groups.get(`${property.group} ${key}`)?.[property.name]
}

export function textOf(world: World, event: PlainEvent, property: Property): string | null {
  const value = valueOf(world, event, property)
  if (value === undefined || value === null || (property.of === 'group key' && value === '')) return null
  // Only plain values are made up; a list or an object would need a form of its own.
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`
}

export function numberOf(world: World, event: PlainEvent, property: Property): number | null {
  const value = valueOf(world, event, property)
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : null
}

const DAY_MS = 86_400_000

function isTrue(world: World, event: PlainEvent, filter: Filter): boolean {
  if ('cohortId' in filter) {
    const isIn = isInCohort(world, personOf(world, event), world.cohorts.get(filter.cohortId)!)
    return filter.test === 'in cohort' ? isIn : !isIn
  }
  const text = textOf(world, event, filter.property)
  const number = numberOf(world, event, filter.property)
  switch (filter.test) {
    case 'is':
      return text !== null && filter.values.includes(text)
    case 'is not':
      return text === null || !filter.values.includes(text)
    case 'contains':
      return text !== null && text.toLowerCase().includes(filter.text.toLowerCase())
    case 'does not contain':
      return text === null || !text.toLowerCase().includes(filter.text.toLowerCase())
    case 'matches':
      return text !== null && new RegExp(filter.text).test(text)
    case 'does not match':
      return text === null || !new RegExp(filter.text).test(text)
    case 'above':
      return number !== null && number > filter.number
    case 'below':
      return number !== null && number < filter.number
    case 'set':
      return text !== null
    case 'not set':
      return text === null
    case 'in the last': {
      if (text === null || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/.test(text)) return false
      const ago = world.now.getTime() - Date.parse(text)
      return ago >= 0 && ago <= filter.days * DAY_MS
    }
  }
}

export const fitsAll = (world: World, event: PlainEvent, filters: readonly Filter[]) =>
  filters.every((filter) => isTrue(world, event, filter))

export const fits = (world: World, event: PlainEvent, pick: EventPick) =>
  (pick.name === null || pick.name === event.name) && fitsAll(world, event, pick.filters)

function isInCohort(world: World, person: string, { match, conditions }: CohortRule) {
  const theirs = world.events.filter((event) => personOf(world, event) === person)
  const holds = conditions.map((condition) => {
    if (condition.kind === 'has') return isTrue(world, theirs[0]!, condition.filter)
    const times = theirs.filter((event) => {
      const ago = world.now.getTime() - event.at.getTime()
      return ago >= 0 && ago <= condition.days * DAY_MS && fits(world, event, condition.event)
    }).length
    return condition.kind === 'did' ? times >= condition.atLeast : times === 0
  })
  return match === 'all' ? holds.every(Boolean) : holds.some(Boolean)
}

/** Everybody with their events in order of time and then of id. */
export function byPerson(world: World, events: readonly PlainEvent[]) {
  const people = new Map<string, PlainEvent[]>()
  for (const event of [...events].sort(inOrder)) {
    const person = personOf(world, event)
    people.set(person, [...(people.get(person) ?? []), event])
  }
  return people
}

const inOrder = (a: PlainEvent, b: PlainEvent) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)
