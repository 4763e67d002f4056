import type { Warehouse } from '#platform/warehouse/warehouse.ts'

import type { ProductEvent } from '../contract.ts'

/** The columns of an event in the words of the contract. */
export const EVENT_COLUMNS = `id, at, received_at as receivedAt, name, distinct_id as distinctId, person_id as personId,
  session_id as sessionId, groups, properties, source`

type PersonsEvents = {
  workspaceId: string
  projectId: string
  people: string[]
  after?: string | undefined
  limit: number
}

/** One page of the events of a person, newest first. */
export async function personEvents(
  warehouse: Warehouse,
  { workspaceId, projectId, people, after, limit }: PersonsEvents,
) {
  const [at = '', id = ''] = after?.split('~') ?? []
  const from = after ? `and (at, toUInt128(id)) < ({at:DateTime64(3, 'UTC')}, toUInt128({id:UUID}))` : ''
  const rows = await warehouse.rows<ProductEvent>(
    `select ${EVENT_COLUMNS} from product_events
    where workspace_id = {workspace:UUID} and project_id = {project:UUID} and person_id in {people:Array(UUID)} ${from}
    order by at desc, toUInt128(id) desc limit {limit:UInt32}`,
    { workspace: workspaceId, project: projectId, people, at: new Date(at), id, limit: limit + 1 },
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last ? { next: `${last.at.toISOString()}~${last.id}` } : {}) }
}
