import { implement } from '@orpc/server'

import { type Asked, inWorkspace } from '#platform/api/answer.ts'
import { nextPage } from '#platform/api/page.ts'
import { insertUser, userById } from '#platform/auth/users.ts'
import type { Services } from '#platform/services.ts'

import { asOwner, unremembered } from '../as-owner.ts'
import { join } from '../join.ts'
import { allTeams, findWorkspace, memberOfUser } from '../queries.ts'
import { invites as contract } from './contract.ts'
import { inviteMade, inviteRevoked, inviteUsed } from './events.ts'
import {
  findInvite,
  insertInvite,
  inviteOf,
  invitesNewestFirst,
  offerByToken,
  revokeInvite,
  useInvite,
} from './queries.ts'
import { whyNotUse } from './rules.ts'

const os = implement(contract).$context<Asked>()
const owned = os.use(asOwner)
const api = os.use(inWorkspace)
const once = os.use(unremembered).use(inWorkspace)

const list = api.list.handler(async ({ input, context: { tx, workspaceId, now } }) => {
  const page = nextPage(await invitesNewestFirst(tx, workspaceId, { ...input, now }), input.limit, (row) => row.id)
  return { ...page, items: page.items.map((row) => inviteOf(row, now)) }
})

const create = once.create.handler(async ({ input, errors, context: { tx, workspaceId, me, now, emit, services } }) => {
  if (input.teamId && (await allTeams(tx, workspaceId, input.teamId)).length === 0) throw errors.NO_SUCH_TEAM()
  const { row, token } = await insertInvite(tx, workspaceId, { ...input, by: me.id, now })
  const invite = inviteOf(row, now)
  emit(inviteMade, { id: invite.id })
  const link = `${services.baseUrl}/join/${token}`
  const workspace = await findWorkspace(tx, workspaceId)
  const letter = input.email ? await mailInvite(services, input.email, link, me.name, workspace!.name) : null
  return { invite, link, letter }
})

/** The link can be copied too, so an invite does not fail because of the mail server. */
async function mailInvite({ sendMail, log }: Services, to: string, link: string, from: string, workspace: string) {
  try {
    await sendMail({
      to,
      subject: `${from} invites you to ${workspace} on Throughline`,
      text: `${from} invites you to ${workspace}, where product and engineering build one product together.\n\n${link}\n\nIf you do not know ${from}, do nothing.\n`,
    })
    return sendMail.keeps ? 'kept' : 'sent'
  } catch (error) {
    log.warn({ err: error }, 'an invite was not mailed')
    return 'not sent'
  }
}

const revoke = api.revoke.handler(async ({ input, errors, context: { tx, workspaceId, now, emit } }) => {
  const row = await findInvite(tx, workspaceId, input.id)
  if (!row) throw errors.NOT_FOUND()
  const why = whyNotUse(row, now)
  if (why === 'USED_UP') throw errors.USED_UP()
  if (why) return
  await revokeInvite(tx, workspaceId, input.id, now)
  emit(inviteRevoked, { id: input.id })
})

const look = owned.look.handler(async ({ input, errors, context: { tx, who, now } }) => {
  const offer = await offerByToken(tx, input.token)
  if (!offer) throw errors.NOT_FOUND()
  const user = who.userId ? await userById(tx, who.userId) : undefined
  const member = user && (await memberOfUser(tx, offer.invite.workspaceId, user.id))
  const why = whyNotUse(offer.invite, now)
  // Who came in by it can still follow the link to their workspace.
  if (why && !member) throw errors[why]()
  return {
    workspace: offer.workspace,
    slug: offer.slug,
    invitedBy: offer.invitedBy,
    role: offer.invite.role,
    discipline: offer.invite.discipline,
    team: offer.team,
    email: offer.invite.email,
    signedInAs: user?.email ?? null,
    isMember: member !== undefined,
  }
})

const accept = owned.accept.handler(async ({ input, errors, context }) => {
  const { tx, who, now, emitIn } = context
  const offer = await offerByToken(tx, input.token)
  if (!offer) throw errors.NOT_FOUND()
  const { invite, slug } = offer
  const { workspaceId } = invite
  if (who.userId && (await memberOfUser(tx, workspaceId, who.userId))) return { slug }
  const why = whyNotUse(invite, now)
  if (why) throw errors[why]()

  // An admin who invited this very address vouches for it.
  const isVouchedFor = invite.email !== null && invite.email === input.signUp?.email
  const userId =
    who.userId ??
    (input.signUp ? await insertUser(tx, { ...input.signUp, emailVerified: isVouchedFor, now }) : undefined)
  if (!userId) throw input.signUp ? errors.EMAIL_TAKEN() : errors.WHO_ARE_YOU()
  const user = await userById(tx, userId)
  if (!user) throw errors.SIGN_IN()

  if (!(await useInvite(tx, workspaceId, invite.id, now))) throw errors.USED_UP()
  const { memberId } = await join(context, {
    workspaceId,
    userId,
    name: user.name,
    email: user.email,
    isEmailProven: user.emailVerified,
    role: invite.role,
    discipline: invite.discipline ?? input.discipline ?? 'other',
    timeZone: input.timeZone,
    teamId: invite.teamId,
  })
  emitIn(workspaceId, memberId)(inviteUsed, { id: inviteOf(invite, now).id })
  return { slug }
})

export const handlers = os.router({ list, create, revoke, look, accept })
