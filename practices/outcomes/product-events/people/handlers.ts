import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { findProject } from '../projects/queries.ts'
import { productPeople as contract, type ProductPerson } from './contract.ts'
import { personEvents } from './events-of/queries.ts'
import { productPersonErased } from './events.ts'
import {
  askErasure,
  deletePerson,
  findPerson,
  idsOfPeople,
  newestPeople,
  partsOfPerson,
  type Where,
} from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const shown = (row: NonNullable<Awaited<ReturnType<typeof findPerson>>>, distinctIds: string[]): ProductPerson => ({
  id: row.id,
  distinctIds,
  isIdentified: row.isIdentified,
  properties: row.properties,
  createdAt: row.createdAt,
  changedAt: row.changedAt,
})

const list = api.list.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  if (!(await findProject(tx, workspaceId, input.projectId))) throw errors.NOT_FOUND()
  const at: Where = { workspaceId, projectId: input.projectId }
  const found = nextPage(await newestPeople(tx, at, input), input.limit, (person) => person.id)
  const ids = await idsOfPeople(
    tx,
    at,
    found.items.map((person) => person.id),
  )
  return { ...found, items: found.items.map((person) => shown(person, ids.get(person.id) ?? [])) }
})

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const at: Where = { workspaceId, projectId: input.projectId }
  const person = await findPerson(tx, at, input.id)
  if (!person) throw errors.NOT_FOUND()
  return shown(person, (await idsOfPeople(tx, at, [person.id])).get(person.id) ?? [])
})

const exportPerson = api.export.handler(async ({ input, errors, context: { tx, workspaceId, services } }) => {
  const at: Where = { workspaceId, projectId: input.projectId }
  const person = await findPerson(tx, at, input.id)
  if (!person) throw errors.NOT_FOUND()
  const ids = (await idsOfPeople(tx, at, [person.id])).get(person.id) ?? []
  const people = [person.id, ...(await partsOfPerson(tx, at, person.id))]
  const events = await personEvents(services.warehouse, { ...at, people, after: input.after, limit: input.limit })
  return { person: shown(person, ids), ...events }
})

const erase = api.erase.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const at: Where = { workspaceId, projectId: input.projectId }
  if (!(await findPerson(tx, at, input.id))) throw errors.NOT_FOUND()
  await askErasure(tx, at, input.id, now)
  await deletePerson(tx, at, input.id)
  emit(productPersonErased, { projectId: input.projectId })
})

export const handlers = api.router({ list, get, export: exportPerson, erase })
