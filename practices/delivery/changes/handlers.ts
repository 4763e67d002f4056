import { implement } from '@orpc/server'

import { upOver } from '#commons/links/lookups.ts'
import { serviceMember } from '#commons/people/imported.ts'
import { teamsById } from '#commons/people/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { derivedSecret } from '#platform/auth/signatures.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { changes as contract, type Connection, ConnectionId, HOOK_PATH } from './contract.ts'
import { connectionEnded, connectionMade } from './events.ts'
import {
  changeWithKey,
  endConnection,
  insertConnection,
  newestChanges,
  newestDeliveries,
  openConnections,
  type StoredChange,
} from './queries.ts'
import { secretPurpose } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId } }) => {
  const found = await changeWithKey(tx, workspaceId, input.key)
  if (!found) throw errors.NOT_FOUND()
  return (await withWork(tx, workspaceId, [found]))[0]!
})

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await newestChanges(tx, workspaceId, input), input.limit, (change) => change.id)
  return { items: await withWork(tx, workspaceId, items), ...rest }
})

async function withWork(tx: Transaction, workspaceId: string, found: StoredChange[]) {
  const delivers = await upOver(
    tx,
    workspaceId,
    'delivers',
    found.map((change) => change.id),
  )
  return found.map((change) => ({ ...change, delivers: delivers.get(change.id) ?? [] }))
}

type Row = Awaited<ReturnType<typeof openConnections>>[number]

const shown = (row: Row, services: { baseUrl: string; secret: string }): Connection => ({
  id: row.id,
  name: row.name,
  teamId: row.teamId,
  address: `${services.baseUrl}${HOOK_PATH}${row.id}`,
  secret: derivedSecret(services.secret, secretPurpose(row.id)),
  createdBy: row.createdById,
  createdAt: row.createdAt,
  lastHeardAt: row.lastHeardAt,
})

const connect = api.connect.handler(
  async ({ input, errors, context: { tx, workspaceId, me, now, emit, services } }) => {
    if (input.teamId && !(await teamsById(tx, workspaceId, [input.teamId])).has(input.teamId)) throw errors.NOT_A_TEAM()
    const id = ConnectionId.parse(newId())
    const actorId = await serviceMember(tx, workspaceId, `GitHub (${input.name})`, now)
    const row = { workspaceId, id, name: input.name, teamId: input.teamId, actorId, createdById: me.id, createdAt: now }
    await insertConnection(tx, row)
    emit(connectionMade, { id })
    return shown({ ...row, lastHeardAt: null, endedAt: null }, services)
  },
)

const disconnect = api.disconnect.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  if (!(await endConnection(tx, workspaceId, input.id, now))) throw errors.NOT_FOUND()
  emit(connectionEnded, { id: input.id })
})

const connections = api.connections.handler(async ({ context: { tx, workspaceId, services } }) =>
  (await openConnections(tx, workspaceId)).map((row) => shown(row, services)),
)

const deliveries = api.deliveries.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await newestDeliveries(tx, workspaceId, input), input.limit, (delivery) => delivery.id),
)

export const handlers = api.router({ get, list, connect, disconnect, connections, deliveries })
