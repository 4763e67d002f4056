import { z } from 'zod'

import { defineEvent } from '#platform/events/define-event.ts'

import { InviteId } from './contract.ts'

const OfInvite = z.object({ id: InviteId })

export const inviteMade = defineEvent('invite.made.v1', OfInvite, 'made an invite')

export const inviteRevoked = defineEvent('invite.revoked.v1', OfInvite, 'took an invite back')

/** Somebody became a member by an invite. */
export const inviteUsed = defineEvent('invite.used.v1', OfInvite, 'came in by an invite')
