import { randomBytes } from 'node:crypto'

import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { codeOf } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { productProjects as contract, type ProductProject, ProductProjectId } from './contract.ts'
import {
  productProjectAdded,
  productProjectChanged,
  productProjectKeyRenewed,
  productProjectRemoved,
} from './events.ts'
import {
  changeProject,
  findProject,
  insertProject,
  numberOfProjects,
  projectsByName,
  type StoredProject,
} from './queries.ts'

const MOST_PROJECTS = 100

const api = implement(contract).$context<Asked>().use(inWorkspace)

/** Client libraries know a project's key by its beginning. */
const newKey = () => `phc_${randomBytes(24).toString('base64url').replace(/[-_]/g, 'x')}`

const shown = (
  { project, lastEventAt }: { project: StoredProject; lastEventAt: Date | null },
  services: { baseUrl: string },
): ProductProject => ({
  id: project.id,
  name: project.name,
  key: project.key,
  host: services.baseUrl,
  origins: project.origins,
  keepsIp: project.keepsIp,
  deniedProperties: project.deniedProperties,
  retentionDays: project.retentionDays,
  createdAt: project.createdAt,
  lastEventAt,
})

const byName = api.byName.handler(async ({ context: { tx, workspaceId, services } }) =>
  (await projectsByName(tx, workspaceId)).map((found) => shown(found, services)),
)

const add = api.add.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit, services } }) => {
  if ((await numberOfProjects(tx, workspaceId)) >= MOST_PROJECTS) throw errors.TOO_MANY_PROJECTS()
  const id = ProductProjectId.parse(newId())
  const row = { workspaceId, id, name: input.name, key: newKey(), createdById: me.id, createdAt: now }
  try {
    await insertProject(tx, row)
  } catch (error) {
    throw codeOf(error) === '23505' ? errors.NAME_TAKEN() : error
  }
  emit(productProjectAdded, { id })
  return shown((await findProject(tx, workspaceId, id))!, services)
})

const edit = api.edit.handler(async ({ input, errors, context: { tx, workspaceId, emit, services } }) => {
  const { id, ...change } = input
  if (!(await findProject(tx, workspaceId, id))) throw errors.NOT_FOUND()
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  try {
    if (Object.keys(given).length > 0) await changeProject(tx, workspaceId, id, given)
  } catch (error) {
    throw codeOf(error) === '23505' ? errors.NAME_TAKEN() : error
  }
  emit(productProjectChanged, { id })
  return shown((await findProject(tx, workspaceId, id))!, services)
})

const renewKey = api.renewKey.handler(async ({ input, errors, context: { tx, workspaceId, emit, services } }) => {
  if (!(await findProject(tx, workspaceId, input.id))) throw errors.NOT_FOUND()
  await changeProject(tx, workspaceId, input.id, { key: newKey() })
  emit(productProjectKeyRenewed, { id: input.id })
  return shown((await findProject(tx, workspaceId, input.id))!, services)
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  if (!(await findProject(tx, workspaceId, input.id))) throw errors.NOT_FOUND()
  await changeProject(tx, workspaceId, input.id, { removedAt: now })
  emit(productProjectRemoved, { id: input.id })
})

export const handlers = api.router({ byName, add, edit, renewKey, remove })
