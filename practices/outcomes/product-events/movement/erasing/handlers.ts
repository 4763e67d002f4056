import type { Host } from '#platform/api/answer.ts'

import { partsOfPerson } from '../../people/queries.ts'
import { askedErasures, deleteErased, deleteProject, liveProjects } from '../queries.ts'

/** Deletes the events of those who are to be forgotten, and of projects that were removed. Under the mover's lock: nothing of theirs is on its way. */
export async function eraseAsked(host: Host) {
  const { database, services } = host
  for (const erasure of await database.asOwner('read', (tx) => askedErasures(tx))) {
    const parts = await database.asOwner('read', (tx) => partsOfPerson(tx, erasure, erasure.personId))
    const people = [erasure.personId, ...parts]
    const whose = { workspace: erasure.workspaceId, project: erasure.projectId, people }
    await services.warehouse.run(
      `alter table product_events delete where workspace_id = {workspace:UUID} and project_id = {project:UUID}
        and person_id in {people:Array(UUID)}`,
      whose,
    )
    await services.warehouse.run(
      `alter table person_overrides delete where workspace_id = {workspace:UUID} and project_id = {project:UUID}
        and (person_id in {people:Array(UUID)} or old_person_id in {people:Array(UUID)})`,
      whose,
    )
    await services.warehouse.run(
      `alter table person_properties delete where workspace_id = {workspace:UUID} and project_id = {project:UUID}
        and person_id in {people:Array(UUID)}`,
      whose,
    )
    await database.asOwner('write', (tx) => deleteErased(tx, erasure))
  }
  const projects = await database.asOwner('read', liveProjects)
  for (const { workspaceId, id, removedAt } of projects.values()) {
    if (!removedAt) continue
    await deleteEvents(host, workspaceId, id)
    await database.asOwner('write', (tx) => deleteProject(tx, workspaceId, id))
  }
}

async function deleteEvents({ services }: Host, workspaceId: string, projectId: string) {
  for (const table of ['product_events', 'person_overrides', 'person_properties', 'group_properties']) {
    await services.warehouse.run(
      `alter table ${table} delete where workspace_id = {workspace:UUID} and project_id = {project:UUID}`,
      { workspace: workspaceId, project: projectId },
    )
  }
}

/** Deletes events older than their project keeps them, and those whose project is gone with its workspace. */
export async function sweep(host: Host, now: Date) {
  const { database, services } = host
  if (!services.warehouse.isLoaded() && !(await hasEvents(host))) return
  const projects = await database.asOwner('read', liveProjects)
  for (const { workspaceId, id, retentionDays } of projects.values()) {
    if (retentionDays === null) continue
    const before = new Date(now.getTime() - retentionDays * 86_400_000)
    const old = { workspace: workspaceId, project: id, before }
    const where = `workspace_id = {workspace:UUID} and project_id = {project:UUID} and at < {before:DateTime64(3, 'UTC')}`
    const [found] = await services.warehouse.rows<{ n: number }>(
      `select count() as n from product_events where ${where}`,
      old,
    )
    if (found!.n > 0) await services.warehouse.run(`alter table product_events delete where ${where}`, old)
  }
  const kept = await services.warehouse.rows<{ workspace_id: string; project_id: string }>(
    'select distinct workspace_id, project_id from product_events',
  )
  for (const { workspace_id: workspaceId, project_id: projectId } of kept) {
    if (![...projects.keys()].some((id) => id === projectId)) await deleteEvents(host, workspaceId, projectId)
  }
}

/** Whether any event was ever taken in: without one the store need not be loaded. */
async function hasEvents({ database }: Host) {
  const { rows } = await database.asOwner('read', (tx) => tx.execute('select 1 from product_intake_hours limit 1'))
  return rows.length > 0
}
