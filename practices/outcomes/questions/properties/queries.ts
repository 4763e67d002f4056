import { joined, type Sql, sql, value, whole } from '#platform/warehouse/statement.ts'

import { ofProject, readingOf, type Scope } from '../sources/queries.ts'
import type { Property } from './contract.ts'

const DAY_MS = 86_400_000
const MOST_NAMES = 300
const MOST_VALUES = 50
/** Rows that are looked through for names: a property so rare that none of them has it can still be typed. */
const SAMPLE = 100_000

/** The names at the top of properties, without those of what lies inside objects. */
const namesIn = (rows: Sql): Sql =>
  sql`select replaceAll(path, '%2E', '.') as name from (select distinct arrayJoin(JSONAllPaths(properties)) as path from (${rows}))
    where not has(splitByChar('.', path), '') and length(splitByChar('.', path)) = 1 order by lower(name), name limit ${whole(MOST_NAMES)}`

export function propertyNames(
  scope: Scope,
  of: { of: 'event' | 'person' | 'group'; event?: string | undefined; group?: string | undefined },
): Sql {
  if (of.of === 'person') {
    return namesIn(
      sql`select p.properties as properties from person_properties as p where ${ofProject(scope, 'p')} limit ${whole(SAMPLE)}`,
    )
  }
  if (of.of === 'group') {
    const type = of.group === undefined ? sql`1` : sql`g.type = ${value('String', of.group)}`
    return namesIn(
      sql`select g.properties as properties from group_properties as g where ${ofProject(scope, 'g')} and ${type} limit ${whole(SAMPLE)}`,
    )
  }
  const where = [ofProject(scope, 'e'), sql`e.at >= ${value("DateTime64(3, 'UTC')", ago(scope, 90))}`]
  if (of.event !== undefined) where.push(sql`e.name = ${value('String', of.event)}`)
  return namesIn(
    sql`select e.properties as properties from product_events as e where ${joined(where, ' and ')} limit ${whole(SAMPLE)}`,
  )
}

const ago = ({ now }: Scope, days: number) => new Date(now.getTime() - days * DAY_MS)

export const groupTypes = (scope: Scope): Sql =>
  sql`select distinct arrayJoin(mapKeys(e.groups)) as name from product_events as e
    where ${ofProject(scope, 'e')} and e.at >= ${value("DateTime64(3, 'UTC')", ago(scope, 90))} order by name limit 50`

/** The most frequent values that hold a text, in the last 90 days. */
export function propertyValues(scope: Scope, property: Property, search: string): Sql {
  const reading = readingOf(scope)
  const text = reading.text(property)
  return sql`select text, count() as count from (select ${text} as text from (${reading.source({ from: ago(scope, 90) })}))
    where isNotNull(text) and positionCaseInsensitiveUTF8(text, ${value('String', search)}) > 0
    group by text order by count desc, text limit ${whole(MOST_VALUES)}`
}
