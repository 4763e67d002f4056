import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { newId } from '#platform/database/ids.ts'
import { productProjectsById } from '#practices/outcomes/product-events/lookups.ts'

import { orRefuse } from '../answers/handlers.ts'
import { asking } from '../answers/lookups.ts'
import { countOf } from '../people/queries.ts'
import { CohortId } from '../properties/contract.ts'
import { isCohortUsed } from '../queries.ts'
import { peopleOfCohort } from '../sources/queries.ts'
import { cohorts as contract } from './contract.ts'
import { cohortChanged, cohortRemoved, cohortSaved } from './events.ts'
import { changeCohort, cohortsByName, deleteCohort, findCohort, insertCohort, isNameTaken } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await cohortsByName(tx, workspaceId, input), input.limit, ({ id }) => id),
)

const size = api.size.handler(async ({ input, errors, context: { tx, workspaceId, now, services } }) => {
  const cohort = await findCohort(tx, workspaceId, input.id)
  if (!cohort) throw errors.NOT_FOUND()
  const scope = { workspaceId, projectId: cohort.projectId, timeZone: 'UTC', now, cohorts: new Map() }
  const [row] = await orRefuse(errors, () =>
    asking(services, (ask) => ask<{ people: number }>(countOf(peopleOfCohort(scope, cohort.rule)))),
  )
  return { people: row?.people ?? 0 }
})

const save = api.save.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const { projectId, name, rule } = input
  if (!(await productProjectsById(tx, workspaceId, [projectId])).has(projectId)) throw errors.NOT_FOUND()
  if (await isNameTaken(tx, workspaceId, { projectId, name })) throw errors.NAME_TAKEN()
  const id = CohortId.parse(newId())
  await insertCohort(tx, { workspaceId, id, projectId, name, rule, editedAt: now })
  emit(cohortSaved, { id })
  return { id, projectId, name, rule, editedAt: now }
})

const change = api.change.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const cohort = await findCohort(tx, workspaceId, input.id)
  if (!cohort) throw errors.NOT_FOUND()
  const { id, projectId } = cohort
  const { name = cohort.name, rule = cohort.rule } = input
  if (await isNameTaken(tx, workspaceId, { projectId, name, id })) throw errors.NAME_TAKEN()
  await changeCohort(tx, workspaceId, id, { name, rule, editedAt: now })
  emit(cohortChanged, { id })
  return { id, projectId, name, rule, editedAt: now }
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, emit } }) => {
  const cohort = await findCohort(tx, workspaceId, input.id)
  if (!cohort) throw errors.NOT_FOUND()
  if (await isCohortUsed(tx, workspaceId, input.id)) throw errors.IN_USE()
  await deleteCohort(tx, workspaceId, input.id)
  emit(cohortRemoved, { id: input.id })
})

export const handlers = api.router({ list, size, save, change, remove })
