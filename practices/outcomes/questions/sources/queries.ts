import {
  alias,
  instant,
  joined,
  named,
  type Sql,
  sql,
  texts,
  uuid,
  value,
  whole,
} from '#platform/warehouse/statement.ts'

import type { CohortRule } from '../cohorts/contract.ts'
import type { Interval } from '../periods/contract.ts'
import type { EventPick, Filter, Property } from '../properties/contract.ts'
import type { Slots } from './rules.ts'

/** Whose events are asked, as of when, and in which zone days begin. */
export type Scope = {
  workspaceId: string
  projectId: string
  timeZone: string
  now: Date
  /** The rules of the cohorts that filters name, by id. */
  cohorts: ReadonlyMap<string, CohortRule>
}

type Columns = Map<string, { name: Sql; column: Sql }>
const columnsOf = (columns: Columns) => [...columns.values()].map(({ column }) => column)

type Span = { from?: Date | undefined; to?: Date | undefined; names?: readonly string[] | undefined }

const NO_ONE = '00000000-0000-0000-0000-000000000000'
const NUMBER = String.raw`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`
const MOMENT = String.raw`^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$`

/** As the warehouse names a property: dots within its name stand escaped. */
const pathOf = (name: string) => named(name.replaceAll('.', '%2E'))

/** Where an event has to be kept to belong to a project. */
export const ofProject = (scope: Scope, table: 'e' | 'o' | 'p' | 'g') =>
  sql`${alias(table)}.workspace_id = ${uuid(scope.workspaceId)} and ${alias(table)}.project_id = ${uuid(scope.projectId)}`

/**
 * What a question reads of events. Conditions and columns that are asked of it name aliases; `source` then selects them from the
 * events of the project, each with the person whom it belongs to now.
 */
export function readingOf(scope: Scope) {
  const ofEvents: Columns = new Map()
  const ofPeople: Columns = new Map()
  const ofGroups = new Map<string, { key: Sql; columns: Columns }>()
  let count = 0

  /** The alias of a column, which is added when nothing asked for it before. */
  function kept(columns: Columns, key: string, write: () => Sql) {
    const known = columns.get(key)
    if (known) return known.name
    const name = alias(`c${count++}`)
    columns.set(key, { name, column: sql`${write()} as ${name}` })
    return name
  }

  const groupKey = (type: string) => kept(ofEvents, `group ${type}`, () => sql`e.groups[${value('String', type)}]`)

  function columnOf(property: Property, as: 'text' | 'number'): Sql {
    if (property.of === 'group key') {
      if (as === 'number') return numberIn(sql`nullIf(${groupKey(property.group)}, '')`)
      return sql`nullIf(${groupKey(property.group)}, '')`
    }
    const key = `${as} ${property.name}`
    const read = (table: 'e' | 'p' | 'g') => () => {
      const path = sql`${alias(table)}.properties.${pathOf(property.name)}`
      return as === 'text'
        ? sql`CAST(${path}, 'Nullable(String)')`
        : sql`coalesce(${path}.:Float64, toFloat64(${path}.:Int64), ${numberIn(sql`${path}.:String`)})`
    }
    if (property.of === 'event') return kept(ofEvents, key, read('e'))
    if (property.of === 'person') return kept(ofPeople, key, read('p'))
    const group = ofGroups.get(property.group) ?? { key: groupKey(property.group), columns: new Map() }
    ofGroups.set(property.group, group)
    return kept(group.columns, key, read('g'))
  }

  /** The text of a property, null where it is not set. */
  const text = (property: Property) => columnOf(property, 'text')
  /** The number in a property, null where there is none. */
  const number = (property: Property) => columnOf(property, 'number')

  /** 1 or 0, never null. */
  function condition(filter: Filter): Sql {
    switch (filter.test) {
      case 'is':
        return sql`ifNull(${text(filter.property)} in ${texts(filter.values)}, 0)`
      case 'is not':
        return sql`ifNull(${text(filter.property)} not in ${texts(filter.values)}, 1)`
      case 'contains':
      case 'does not contain': {
        const found = sql`ifNull(positionCaseInsensitiveUTF8(${text(filter.property)}, ${value('String', filter.text)}) > 0, 0)`
        return filter.test === 'contains' ? found : sql`not ${found}`
      }
      case 'matches':
      case 'does not match': {
        const found = sql`ifNull(match(${text(filter.property)}, ${value('String', filter.text)}), 0)`
        return filter.test === 'matches' ? found : sql`not ${found}`
      }
      case 'above':
        return sql`ifNull(${number(filter.property)} > ${value('Float64', filter.number)}, 0)`
      case 'below':
        return sql`ifNull(${number(filter.property)} < ${value('Float64', filter.number)}, 0)`
      case 'set':
        return sql`isNotNull(${text(filter.property)})`
      case 'not set':
        return sql`isNull(${text(filter.property)})`
      case 'in the last': {
        const moment = sql`parseDateTime64BestEffortOrNull(if(match(${text(filter.property)}, ${value('String', MOMENT)}), ${text(filter.property)}, ''), 3, 'UTC')`
        const from = new Date(scope.now.getTime() - filter.days * 86_400_000)
        return sql`ifNull(${moment} >= ${instant(from)} and ${moment} <= ${instant(scope.now)}, 0)`
      }
      case 'in cohort':
      case 'not in cohort': {
        const rule = scope.cohorts.get(filter.cohortId)
        if (!rule) throw new Error('A question names a cohort that was not loaded.')
        const members = peopleOfCohort(scope, rule)
        return filter.test === 'in cohort' ? sql`person in (${members})` : sql`person not in (${members})`
      }
    }
  }

  const all = (filters: readonly Filter[]) =>
    filters.length === 0 ? sql`1` : sql`(${joined(filters.map(condition), ' and ')})`

  /** Whether an event is one of those picked. */
  const fits = (pick: EventPick): Sql =>
    pick.name === null ? all(pick.filters) : sql`(name = ${value('String', pick.name)} and ${all(pick.filters)})`

  /** Events with `at`, `name`, `id`, `person` and all columns asked for so far; `as` what else they carry. */
  function source({ from, to, names }: Span, asWell: readonly Sql[] = []): Sql {
    const where = [ofProject(scope, 'e')]
    if (from) where.push(sql`e.at >= ${instant(from)}`)
    if (to) where.push(sql`e.at < ${instant(to)}`)
    if (names) where.push(sql`e.name in ${texts(names)}`)
    const events = sql`select ${joined(
      [
        sql`e.at as at`,
        sql`e.name as name`,
        sql`toUInt128(e.id) as id`,
        sql`if(o.person_id = ${uuid(NO_ONE)}, e.person_id, o.person_id) as person`,
        ...asWell,
        ...columnsOf(ofEvents),
      ],
      ', ',
    )}
      from product_events as e
      left any join (
        select o.old_person_id as old_person_id, argMax(o.person_id, o.version) as person_id from person_overrides as o where ${ofProject(scope, 'o')} group by old_person_id
      ) as o on o.old_person_id = e.person_id
      where ${joined(where, ' and ')}`
    if (ofPeople.size === 0 && ofGroups.size === 0) return events

    const joins = [sql`select * from (${events}) as e`]
    if (ofPeople.size > 0) {
      joins.push(sql`left any join (
        select ${joined([sql`p.person_id as owner`, ...columnsOf(ofPeople)], ', ')} from person_properties as p final where ${ofProject(scope, 'p')}
      ) as people on people.owner = e.person`)
    }
    for (const [i, [type, { key, columns }]] of [...ofGroups].entries()) {
      const name = alias(`groups${i}`)
      joins.push(sql`left any join (
        select ${joined([sql`g.key as groupName`, ...columnsOf(columns)], ', ')} from group_properties as g final
        where ${ofProject(scope, 'g')} and g.type = ${value('String', type)}
      ) as ${name} on ${name}.groupName = e.${key}`)
    }
    return joined(joins, '\n')
  }

  return { text, number, groupKey, condition, all, fits, source }
}
export type Reading = ReturnType<typeof readingOf>

const numberIn = (text: Sql) => sql`if(match(${text}, ${value('String', NUMBER)}), toFloat64OrNull(${text}), null)`

/** The ids of the people whom a rule describes. */
export function peopleOfCohort(scope: Scope, { match, conditions }: CohortRule): Sql {
  const reading = readingOf(scope)
  const holds = conditions.map((condition) => {
    if (condition.kind === 'has') return sql`max(${reading.condition(condition.filter)}) = 1`
    const from = new Date(scope.now.getTime() - condition.days * 86_400_000)
    const times = sql`countIf(${reading.fits(condition.event)} and at >= ${instant(from)} and at <= ${instant(scope.now)})`
    return condition.kind === 'did' ? sql`${times} >= ${whole(condition.atLeast)}` : sql`${times} = 0`
  })
  return sql`select person from (${reading.source({})}) group by person having ${joined(holds, match === 'all' ? ' and ' : ' or ')}`
}

/** The names that picks together ask for; undefined when one asks for any. */
export function namesOf(picks: readonly EventPick[]) {
  const names = picks.map(({ name }) => name)
  return names.includes(null) ? undefined : [...new Set(names as string[])]
}

/** The number by which `bucketsOf` calls the interval that an event lies in. */
export function keySql(interval: Interval, { timeZone }: Scope): Sql {
  const zone = value('String', timeZone)
  if (interval === 'hour') return sql`toInt64(toUnixTimestamp(toStartOfHour(at, ${zone})))`
  if (interval === 'day') return sql`toInt64(toInt32(toDate(at, ${zone})))`
  if (interval === 'week') return sql`toInt64(toInt32(toMonday(at, ${zone})))`
  return sql`toInt64(toYear(at, ${zone})) * 12 + toMonth(at, ${zone}) - 1`
}

/** The number of the part that a text belongs to. */
export function slotSql(text: Sql, { top }: Slots): Sql {
  const noValue = top.indexOf(null) + 1
  const values = top.filter((one) => one !== null)
  const places = top.flatMap((one, i) => (one === null ? [] : [i + 1]))
  return sql`multiIf(isNull(${text}), ${whole(noValue)}, toInt64(arrayElement(${value('Array(Int64)', places)}, indexOf(${texts(values)}, assumeNotNull(${text})))))`
}
