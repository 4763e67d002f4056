import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { changes as contract } from './contract.ts'
import { newestChanges } from './queries.ts'

const api = implement(contract).$context<Asked>().use(inWorkspace)

const changes = api.changes.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await newestChanges(tx, workspaceId, input), input.limit, (change) => change.id),
)

const roadmapChanges = api.roadmapChanges.handler(async ({ input, context: { tx, workspaceId } }) =>
  nextPage(await newestChanges(tx, workspaceId, input), input.limit, (change) => change.id),
)

export const changeHandlers = { changes, roadmapChanges }
