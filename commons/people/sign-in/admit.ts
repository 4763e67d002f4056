import { AsyncLocalStorage } from 'node:async_hooks'

import type { Host } from '#platform/api/answer.ts'
import type { Admission, Arrival } from '#platform/auth/admission.ts'
import type { Role } from '#platform/auth/identity.ts'
import { proveAddress, userByEmail, userById, userOfAccount } from '#platform/auth/users.ts'
import type { Transaction } from '#platform/database/database.ts'

import { inOwnersTransaction } from '../as-owner.ts'
import { inviteUsed } from '../invites/events.ts'
import { inviteOf, offerByToken, openInviteFor, useInvite } from '../invites/queries.ts'
import { whyNotUse } from '../invites/rules.ts'
import { join } from '../join.ts'
import { hasLeft, membershipsOf } from './queries.ts'
import { isOfDomains, SAYS, whyNotEnter } from './rules.ts'

/** The page of an invite sets it before it sends somebody to their provider. */
const INVITE_COOKIE = /(?:^|;\s*)throughline\.invite=([\w-]{20,100})/

/** Decides who of those whom a provider vouches for may enter, and makes them members where they were invited or belong. */
export function admissionOf(host: Host): Admission {
  const requests = new AsyncLocalStorage<{ invite: string | undefined }>()

  /** The invite with which somebody arrives: the one whose link they opened, or one that was made for their address. */
  async function inviteOfArrival(tx: Transaction, { provider, email }: Arrival, now: Date) {
    const token = requests.getStore()?.invite
    const opened = token ? (await offerByToken(tx, token))?.invite : undefined
    const mayOpen = provider.workspaceId === null || opened?.workspaceId === provider.workspaceId
    if (opened && mayOpen && !whyNotUse(opened, now)) return opened
    return openInviteFor(tx, email, provider.workspaceId, now)
  }

  return {
    during: (request, run) =>
      requests.run({ invite: INVITE_COOKIE.exec(request.headers.get('cookie') ?? '')?.[1] }, run),

    mayEnter: (arrival) =>
      inOwnersTransaction(host, 'write', new Date(), async ({ tx, now }) => {
        const { provider, email } = arrival
        const linkedId = await userOfAccount(tx, provider.id, arrival.accountId)
        const user = linkedId ? await userById(tx, linkedId) : await userByEmail(tx, email)
        const memberships = user ? await membershipsOf(tx, user.id, provider.registeredBy) : []
        const wasRemoved = user && provider.workspaceId ? await hasLeft(tx, provider.workspaceId, user.id) : false
        const why = whyNotEnter({
          isOfDomains: isOfDomains(email, provider.domains),
          isExplicitlyUnverified: arrival.emailVerified === false,
          providersWorkspace: provider.workspaceId,
          user: user && { isLinked: linkedId !== undefined, memberships },
          isInvited: (await inviteOfArrival(tx, arrival, now)) !== undefined,
          joinsByDomain: provider.workspaceId !== null && provider.joinsAs !== null && !wasRemoved,
        })
        if (why) return { refused: why, says: SAYS[why] }
        if (!user) return { new: true }
        if (!linkedId && !user.emailVerified) await proveAddress(tx, user.id, now)
        return { known: user.id }
      }),

    entered: (arrival, userId) =>
      inOwnersTransaction(host, 'write', new Date(), async (owned) => {
        const { tx, now, emitIn } = owned
        const { provider } = arrival
        const user = await userById(tx, userId)
        if (!user) return
        const come = (workspaceId: string, role: Role, more: Partial<Parameters<typeof join>[1]> = {}) =>
          join(owned, {
            workspaceId,
            userId,
            name: user.name || user.email.slice(0, user.email.indexOf('@')),
            email: user.email,
            isEmailProven: true,
            role,
            discipline: 'other',
            ...more,
          })

        const invite = await inviteOfArrival(tx, arrival, now)
        const isHere = (await membershipsOf(tx, userId, null)).some((one) => one.workspaceId === invite?.workspaceId)
        if (invite && !isHere && (await useInvite(tx, invite.workspaceId, invite.id, now))) {
          const { role, teamId, discipline } = invite
          const { memberId } = await come(invite.workspaceId, role, { teamId, ...(discipline ? { discipline } : {}) })
          emitIn(invite.workspaceId, memberId)(inviteUsed, { id: inviteOf(invite, now).id })
        }
        if (!provider.workspaceId || !provider.joinsAs || (await hasLeft(tx, provider.workspaceId, userId))) return
        await come(provider.workspaceId, provider.joinsAs)
      }),
  }
}
