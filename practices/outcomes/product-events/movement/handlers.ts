import type { Host } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import { WarehouseFault } from '#platform/warehouse/warehouse.ts'

import type { Accepted } from '../intake/rules.ts'
import { describeAll, describeGroup, impliedPerson, join, peopleOfIds, type Sayings } from '../people/queries.ts'
import { isAboutPeople, type Join, saysOf } from '../people/rules.ts'
import type { ProductProjectId } from '../projects/contract.ts'
import {
  deleteMoved,
  lastVersion,
  liveProjects,
  markCopied,
  markGroupsCopied,
  markPeopleCopied,
  markStuck,
  noteRejection,
  oldestWaiting,
  settlePeople,
  uncopiedGroups,
  uncopiedMerges,
  uncopiedPeople,
  type Waiting,
} from './queries.ts'

/** Events that are moved together: one block of the warehouse. */
export const AT_ONCE = 10_000

type Event = Waiting & { body: string; read: Omit<Accepted, 'key' | 'distinctId'> & { at: string | Date } }

/**
 * Moves the oldest events of the inbox into the warehouse and gives how many left the inbox. Whoever calls it holds the lock of
 * the mover. Cut off anywhere it is begun again without loss or double: whose an event is is settled once and kept in
 * the inbox, an id that the warehouse has is not inserted again, and only what it has leaves the inbox.
 */
export async function moveBatch(host: Host, stillAlone: () => Promise<void>): Promise<number> {
  const { database, services } = host
  const waiting = await database.asOwner('read', (tx) => oldestWaiting(tx, AT_ONCE))
  if (waiting.length === 0) {
    await copyPeople(host)
    return 0
  }
  const projects = await database.asOwner('read', liveProjects)
  const wanted = waiting.filter(({ projectId }) => projects.has(projectId) && !projects.get(projectId)!.removedAt)
  const there = await alreadyThere(host, wanted)
  const missing = wanted
    .filter(({ projectId, id }) => !there.has(`${projectId}:${id}`))
    .map((row): Event => ({ ...row, read: JSON.parse(row.body) as Event['read'] }))
  const people = await database.asOwner('write', (tx) => settle(tx, missing))
  await copyPeople(host)
  await stillAlone()
  const stuck = await insertAll(
    host,
    missing.map((event) => ({ number: event.number, row: rowOf(event, people.get(event.number)!) })),
  )
  await database.asOwner('write', async (tx) => {
    for (const [number, why] of stuck) await markStuck(tx, number, why)
    await deleteMoved(
      tx,
      waiting.map(({ number }) => number).filter((number) => !stuck.has(number)),
    )
  })
  if (stuck.size > 0) services.log.error({ events: stuck.size }, 'the warehouse refused events; they stay in the inbox')
  return waiting.length
}

/** Which of these the warehouse has, as `project:id`. */
async function alreadyThere({ services }: Host, rows: Waiting[]) {
  const found = new Set<string>()
  for (const [projectId, own] of Map.groupBy(rows, (row) => row.projectId)) {
    const there = await services.warehouse.rows<{ id: string }>(
      `select id from product_events where workspace_id = {workspace:UUID} and project_id = {project:UUID}
        and toUInt128(id) in {ids:Array(UInt128)}`,
      { workspace: own[0]!.workspaceId, project: projectId, ids: own.map((row) => numberOf(row.id)) },
      { seconds: 120, megabytes: 2_000 },
    )
    for (const { id } of there) found.add(`${projectId}:${id}`)
  }
  return found
}

/** The number that the order of the ids is made of. Worked out here: a list computed inside a condition is searched row by row. */
const numberOf = (id: string) => BigInt(`0x${id.replaceAll('-', '')}`)

/** Settles whose each event is, in the order in which they came, and notes what they say of people. */
async function settle(tx: Transaction, events: Event[]) {
  const people = new Map<number, string>()
  const fresh = events.filter((event) => !event.personId)
  for (const event of events) if (event.personId) people.set(event.number, event.personId)
  let version = await lastVersion(tx)
  for (const [projectId, own] of Map.groupBy(fresh, (event) => event.projectId)) {
    const at = { workspaceId: own[0]!.workspaceId, projectId }
    const known = await peopleOfIds(tx, at, [...new Set(own.map((event) => event.distinctId))])
    let sayings: Sayings = new Map()
    const note = async () => {
      for (const [distinctId, personId] of await describeAll(tx, at, sayings)) known.set(distinctId, personId)
      sayings = new Map()
    }
    for (const event of own) {
      const { name, properties } = event.read
      const when = new Date(event.read.at)
      const says = saysOf(name, event.distinctId, properties)
      if (isAboutPeople(says, properties)) {
        if (says.join) {
          await note()
          const { verdict, person, gone } = await join(tx, at, { join: says.join, when, version: ++version })
          if (person) {
            known.set(says.join.source, person.id).set(says.join.target, person.id)
            for (const [id, before] of known) if (before === gone) known.set(id, person.id)
          }
          if (verdict === 'refused' || verdict === 'illegal') await noteRefusedJoin(tx, at, event, says.join, verdict)
        }
        if (says.group) await describeGroup(tx, at, says.group, when)
        else {
          const before = sayings.get(event.distinctId)
          sayings.set(event.distinctId, { says: [...(before?.says ?? []), says], when })
        }
      }
      people.set(event.number, known.get(event.distinctId) ?? impliedPerson(projectId, event.distinctId))
    }
    await note()
  }
  if (fresh.length > 0) {
    await settlePeople(
      tx,
      fresh.map(({ number }) => ({ number, personId: people.get(number)! })),
    )
  }
  return people
}

function noteRefusedJoin(
  tx: Transaction,
  at: { workspaceId: string; projectId: ProductProjectId },
  event: Event,
  { source, target }: Join,
  verdict: 'refused' | 'illegal',
) {
  const why = verdict === 'illegal' ? 'one of them stands for nobody' : 'both are known people'
  return noteRejection(tx, {
    ...at,
    id: newId(),
    at: event.receivedAt,
    reason: 'MERGE_REFUSED',
    says: `“${source}” and “${target}” were not joined: ${why}. The event itself is kept.`,
    sample: event.body.slice(0, 2_000),
    source: event.read.source,
  })
}

const rowOf = (event: Event, personId: string) => ({
  workspace_id: event.workspaceId,
  project_id: event.projectId,
  id: event.id,
  at: event.read.at,
  received_at: event.receivedAt,
  name: event.read.name,
  distinct_id: event.distinctId,
  person_id: personId,
  session_id: event.read.sessionId,
  groups: event.read.groups,
  properties: event.read.properties,
  source: event.read.source,
})

type Numbered = { number: number; row: object }

/** Inserts a block; when the warehouse finds fault with it, in halves, until those at fault stand alone. Gives why, by number. */
async function insertAll(host: Host, events: Numbered[]): Promise<Map<number, string>> {
  try {
    await host.services.warehouse.insert(
      'product_events',
      events.map(({ row }) => row),
    )
    return new Map()
  } catch (error) {
    if (!(error instanceof WarehouseFault) || error.isTooLarge) throw error
    if (events.length === 1) return new Map([[events[0]!.number, error.message]])
    const half = Math.floor(events.length / 2)
    return new Map([...(await insertAll(host, events.slice(0, half))), ...(await insertAll(host, events.slice(half)))])
  }
}

/** Takes over into the warehouse who became part of whom, and what people and groups are now. The same one twice changes nothing there. */
async function copyPeople({ database, services }: Host) {
  const { merges, people, groups } = await database.asOwner('read', async (tx) => ({
    merges: await uncopiedMerges(tx),
    people: await uncopiedPeople(tx),
    groups: await uncopiedGroups(tx),
  }))
  const version = Date.now()
  const of = (row: { workspaceId: string; projectId: string }) => ({
    workspace_id: row.workspaceId,
    project_id: row.projectId,
  })
  await services.warehouse.insert(
    'person_overrides',
    merges.map((merge) => ({
      ...of(merge),
      old_person_id: merge.oldPersonId,
      person_id: merge.personId,
      version: merge.version,
    })),
  )
  await services.warehouse.insert(
    'person_properties',
    people.map((person) => ({ ...of(person), person_id: person.id, properties: person.properties, version })),
  )
  await services.warehouse.insert(
    'group_properties',
    groups.map(({ type, key, properties, ...group }) => ({ ...of(group), type, key, properties, version })),
  )
  if (merges.length + people.length + groups.length === 0) return
  await database.asOwner('write', async (tx) => {
    if (merges.length > 0) await markCopied(tx, merges)
    if (people.length > 0) await markPeopleCopied(tx, people)
    if (groups.length > 0) await markGroupsCopied(tx, groups)
  })
}
