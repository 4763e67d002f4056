import type { Transaction } from '#platform/database/database.ts'
import type { Parameters } from '#platform/warehouse/warehouse.ts'

import type { ProductProjectId } from './projects/contract.ts'
import { anyoneMerged, projectsWithIds } from './projects/lookups/queries.ts'

/** The projects among the given that take events, by id. */
export async function productProjectsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  const rows = await projectsWithIds(tx, workspaceId, ids)
  return new Map(rows.map((row) => [row.id as string, row]))
}

/** What a question selects from. */
export type EventsSource = {
  /** `product_events as e`, joined with who became part of whom where anybody did. */
  from: string
  /** Whose the event is today: count `uniq(${person})`, never `e.person_id`. */
  person: string
  /** The condition that every question has; `and` adds its own, best on `e.name` and `e.at`, which the order of the table serves. */
  where: string
  parameters: Parameters
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Where the questions about a project read. An event keeps the person that it was taken in with; who became part of
 * whom later is applied as it is asked. `select count(), uniq(${person}) from ${from} where ${where} and e.name = …`
 */
export async function eventsSource(
  tx: Transaction,
  workspaceId: string,
  projectId: ProductProjectId,
): Promise<EventsSource> {
  const parameters = { events_workspace: workspaceId, events_project: projectId }
  const own = 'workspace_id = {events_workspace:UUID} and project_id = {events_project:UUID}'
  const where = 'e.workspace_id = {events_workspace:UUID} and e.project_id = {events_project:UUID}'
  if (!(await anyoneMerged(tx, workspaceId, projectId))) {
    return { from: 'product_events as e', person: 'e.person_id', where, parameters }
  }
  return {
    from: `product_events as e left any join (
      select old_person_id, argMax(person_id, version) as today from person_overrides where ${own} group by old_person_id
    ) as o on o.old_person_id = e.person_id`,
    person: `if(o.today = toUUID('${NOBODY}'), e.person_id, o.today)`,
    where,
    parameters,
  }
}
