import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import type { Transaction } from '#platform/database/database.ts'

import { columnCommitted } from '../events.ts'
import { USUAL_COMMITMENT } from '../rules.ts'
import { COLUMNS, columns as contract } from './contract.ts'
import { commitmentsByColumn, countsByColumn, wordCommitment } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

async function roadmapColumns(tx: Transaction, workspaceId: string) {
  const worded = await commitmentsByColumn(tx, workspaceId)
  const counted = await countsByColumn(tx, workspaceId)
  return COLUMNS.map((column) => ({
    column,
    commitment: worded.get(column) ?? USUAL_COMMITMENT[column],
    count: counted.get(column) ?? 0,
  }))
}

const columns = api.columns.handler(({ context: { tx, workspaceId } }) => roadmapColumns(tx, workspaceId))

const commit = api.commit.handler(async ({ input, context: { tx, workspaceId, emit } }) => {
  const before = (await commitmentsByColumn(tx, workspaceId)).get(input.column) ?? USUAL_COMMITMENT[input.column]
  await wordCommitment(tx, workspaceId, input.column, input.commitment)
  if (before !== input.commitment) {
    const changes = [{ field: 'commitment', from: before, to: input.commitment }]
    emit(columnCommitted, { column: input.column }, { changes })
  }
  return roadmapColumns(tx, workspaceId)
})

export const columnHandlers = { columns, commit }
