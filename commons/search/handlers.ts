import { implement } from '@orpc/server'

import { searchedRecords } from '#commons/records/lookups.ts'
import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { unbound } from '#platform/database/database.ts'

import { search as contract } from './contract.ts'
import { idsFound } from './queries.ts'
import { excerptOf } from './rules.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const find = api.find.handler(async ({ input, context: { tx, workspaceId, me } }) => {
  const ids = await unbound(tx, () => idsFound(tx, workspaceId, { ...input, by: me.id }))
  const rows = await searchedRecords(tx, workspaceId, ids)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    const { text, ...summary } = row
    return [{ ...summary, excerpt: excerptOf(text, input.text) }]
  })
})

export const handlers = api.router({ find })
