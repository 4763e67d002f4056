import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'

import { asOwner } from '../as-owner.ts'
import { emailOf } from '../queries.ts'
import { letters as contract } from './contract.ts'
import { lettersForAdmin } from './queries.ts'

const os = implement(contract).$context<Asked>()
const owned = os.use(asOwner)
const api = os.use(inWorkspace)

const list = owned.list.handler(async ({ input, errors, context: { tx, who } }) => {
  const { me } = who
  if (!me) throw errors.NOT_FOUND()
  // A token reads no letters: they hold the links that open accounts.
  const found =
    me.userId && !who.scopes ? await lettersForAdmin(tx, { workspaceId: me.workspaceId, userId: me.userId }, input) : []
  return nextPage(found, input.limit, (letter) => letter.id)
})

const delivery = api.delivery.handler(({ context: { services } }) => ({
  how: services.sendMail.keeps ? ('kept' as const) : ('sent' as const),
}))

const tryIt = api.try.handler(async ({ errors, context: { tx, workspaceId, me, services } }) => {
  const to = await emailOf(tx, workspaceId, me.id)
  if (!to) throw errors.NO_ADDRESS()
  try {
    await services.sendMail({
      to,
      subject: 'Throughline can send letters',
      text: 'This letter came from Throughline because you asked whether it can send letters. It can.\n',
    })
  } catch (error) {
    services.log.warn({ err: error }, 'the letter that an admin tried was not sent')
    throw errors.NOT_SENT()
  }
  return { to, how: services.sendMail.keeps ? ('kept' as const) : ('sent' as const) }
})

export const handlers = os.router({ list, delivery, try: tryIt })
