import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { unremembered } from '../as-owner.ts'
import { tokens as contract } from './contract.ts'
import { tokenMade, tokenRevoked } from './events.ts'
import { findToken, insertToken, insertTokenMember, revokeToken, tokensNewestFirst } from './queries.ts'

const os = implement(contract).$context<Asked>()
const api = os.use(inWorkspace)
const once = os.use(unremembered).use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId, me, now } }) =>
  nextPage(
    await tokensNewestFirst(tx, workspaceId, { ...input, of: me.id, withWorkspaces: me.role === 'admin', now }),
    input.limit,
    (token) => token.id,
  ),
)

const create = once.create.handler(async ({ input, errors, context: { tx, workspaceId, me, who, now, emit } }) => {
  // A token that leaks ends when it is revoked; it must not have left children.
  if (who.scopes) throw errors.BY_HAND()
  if (input.ofWorkspace && me.role !== 'admin') throw errors.ADMINS_ONLY()
  const memberId = input.ofWorkspace ? await insertTokenMember(tx, workspaceId, input.name, input.role, now) : me.id
  const { id, secret } = await insertToken(tx, workspaceId, { ...input, memberId, by: me.id, now })
  emit(tokenMade, { id })
  return { token: (await findToken(tx, workspaceId, id, now))!, secret }
})

const revoke = api.revoke.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit } }) => {
  const token = await findToken(tx, workspaceId, input.id, now)
  if (!token || (token.memberId !== me.id && me.role !== 'admin')) throw errors.NOT_FOUND()
  await revokeToken(tx, workspaceId, token, now)
  emit(tokenRevoked, { id: token.id })
})

export const handlers = os.router({ list, create, revoke })
