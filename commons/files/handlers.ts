import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { files as contract } from './contract.ts'
import { fileRemoved } from './events.ts'
import { signedUrl } from './keys.ts'
import { filesOfRecord, findFile, markRemoved } from './queries.ts'
import { pathOfFile, whyNotRemove } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const limits = api.limits.handler(({ context: { services } }) => ({ largest: services.storage.largest }))

const get = api.get.handler(async ({ input, errors, context: { tx, workspaceId, now, services } }) => {
  const file = await findFile(tx, workspaceId, input.id)
  if (!file) throw errors.NOT_FOUND()
  const path = pathOfFile(workspaceId, file)
  return { ...file, path, ...signedUrl(services, path, now) }
})

const of = api.of.handler(async ({ input, context: { tx, workspaceId } }) => {
  const { items, ...rest } = nextPage(await filesOfRecord(tx, workspaceId, input), input.limit, (file) => file.id)
  return { items: items.map((file) => ({ ...file, path: pathOfFile(workspaceId, file) })), ...rest }
})

const remove = api.remove.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const file = await findFile(tx, workspaceId, input.id)
  if (!file) throw errors.NOT_FOUND()
  const refusal = whyNotRemove(file, me)
  if (refusal) throw errors[refusal]()
  await markRemoved(tx, workspaceId, file.id, now)
  emit(
    fileRemoved,
    { id: file.id, recordId: file.recordId },
    { ...(file.recordId ? { record: file.recordId } : {}), changes: [{ field: 'file', from: file.name, to: null }] },
  )
})

export const handlers = api.router({ limits, get, of, remove })
