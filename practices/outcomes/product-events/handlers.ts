import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { WarehouseUnavailable } from '#platform/warehouse/warehouse.ts'

import { type ArrivedEvent, productEvents as contract } from './contract.ts'
import type { Accepted } from './intake/rules.ts'
import { impliedPerson } from './people/queries.ts'
import { findProject } from './projects/queries.ts'
import {
  frequentNames,
  hasAccepted,
  inboxState,
  intakeByDay,
  newestRejections,
  newestStored,
  newestWaiting,
} from './queries.ts'

const DAY_MS = 86_400_000
const NAMES_DAYS = 90
const BEHIND_MS = 60_000

const api = implement(contract).$context<Asked>().use(inWorkspace)

const latest = api.latest.handler(async ({ input, errors, context: { tx, workspaceId, now, services } }) => {
  const { projectId, name, limit } = input
  if (!(await findProject(tx, workspaceId, projectId))) throw errors.NOT_FOUND()
  const at = { workspaceId, projectId }
  const waiting = (await newestWaiting(tx, at, limit))
    .map((row): ArrivedEvent => {
      const read = JSON.parse(row.body) as Omit<Accepted, 'at'> & { at: string }
      return {
        id: row.id,
        at: new Date(read.at),
        receivedAt: row.receivedAt,
        name: read.name,
        distinctId: row.distinctId,
        personId: row.personId ?? impliedPerson(projectId, row.distinctId),
        sessionId: read.sessionId,
        groups: read.groups,
        properties: read.properties,
        source: read.source,
        isWaiting: true,
      }
    })
    .filter((event) => !name || event.name === name)
  // Nothing was ever sent: the store need not be loaded to say so.
  if (waiting.length === 0 && !(await hasAccepted(tx, at))) return []
  const stored = await newestStored(services.warehouse, at, { name, limit, now }).catch((error: unknown) => {
    if (error instanceof WarehouseUnavailable) return []
    throw error
  })
  // One may be in both for a moment.
  const ids = new Set(stored.map((event) => event.id))
  return [...stored.map((event) => ({ ...event, isWaiting: false })), ...waiting.filter((event) => !ids.has(event.id))]
    .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || b.at.getTime() - a.at.getTime())
    .slice(0, limit)
})

const names = api.names.handler(
  async ({ input: { projectId }, errors, context: { tx, workspaceId, now, services } }) => {
    if (!(await findProject(tx, workspaceId, projectId))) throw errors.NOT_FOUND()
    const at = { workspaceId, projectId }
    if (!(await hasAccepted(tx, at))) return []
    try {
      return await frequentNames(services.warehouse, at, new Date(now.getTime() - NAMES_DAYS * DAY_MS))
    } catch (error) {
      throw error instanceof WarehouseUnavailable ? errors.UNAVAILABLE({ message: error.message }) : error
    }
  },
)

const intake = api.intake.handler(async ({ input: { projectId, days }, errors, context: { tx, workspaceId, now } }) => {
  if (!(await findProject(tx, workspaceId, projectId))) throw errors.NOT_FOUND()
  const at = { workspaceId, projectId }
  const since = new Date(Math.floor(now.getTime() / DAY_MS - days + 1) * DAY_MS)
  const { oldestWaitingAt, ...state } = await inboxState(tx, at)
  const isBehind = oldestWaitingAt !== null && now.getTime() - oldestWaitingAt.getTime() > BEHIND_MS
  return { ...state, isBehind, days: await intakeByDay(tx, at, since) }
})

const rejections = api.rejections.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  if (!(await findProject(tx, workspaceId, input.projectId))) throw errors.NOT_FOUND()
  const at = { workspaceId, projectId: input.projectId }
  return nextPage(await newestRejections(tx, at, input), input.limit, (rejection) => rejection.id)
})

export const handlers = api.router({ latest, names, intake, rejections })
