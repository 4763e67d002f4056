import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { unbound } from '#platform/database/database.ts'

import { records as contract } from './contract.ts'
import { recordsById, recordsByKey } from './lookups.ts'
import { idsOfRecordsFound, lastVisited, newestRecords, noteVisit, recordWithKey, stopWatching } from './queries.ts'
import { watchRecord } from './register.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId, me } }) => {
  const found = await recordWithKey(tx, workspaceId, input.key, me.id)
  if (!found) throw errors.NOT_FOUND()
  return found
})

const among = api.among.handler(async ({ input, context: { tx, workspaceId } }) => [
  ...(await recordsByKey(tx, workspaceId, input.keys)).values(),
])

const list = api.list.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await newestRecords(tx, workspaceId, input), input.limit, (record) => record.id),
)

const find = api.find.handler(async ({ input, context: { tx, workspaceId } }) => {
  const ids = await unbound(tx, () => idsOfRecordsFound(tx, workspaceId, input))
  const found = await recordsById(tx, workspaceId, ids)
  return ids.flatMap((id) => found.get(id) ?? [])
})

const recent = api.recent.handler(({ context: { tx, workspaceId, me } }) => lastVisited(tx, workspaceId, me.id))

const visit = api.visit.handler(async ({ input, errors, context: { tx, workspaceId, me, now } }) => {
  const found = await recordsById(tx, workspaceId, [input.id])
  if (found.size === 0) throw errors.NOT_FOUND()
  await noteVisit(tx, { workspaceId, memberId: me.id, recordId: input.id, at: now })
})

const watch = api.watch.handler(async ({ input, errors, context: { tx, workspaceId, me } }) => {
  const found = await recordsById(tx, workspaceId, [input.id])
  if (found.size === 0) throw errors.NOT_FOUND()
  await watchRecord(tx, workspaceId, input.id, [me.id])
})

const unwatch = api.unwatch.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  await stopWatching(tx, workspaceId, input.id, me.id)
})

export const handlers = api.router({ get, among, list, find, recent, visit, watch, unwatch })
