import { z } from 'zod'

import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Role } from '#platform/auth/identity.ts'
import { Password } from '#platform/auth/passwords.ts'

import { Discipline, Email, Name, TeamId, TimeZone } from '../contract.ts'

export const InviteId = z.uuid().brand<'InviteId'>()
export type InviteId = z.infer<typeof InviteId>

export const InviteState = z.enum(['open', 'expired', 'used up', 'revoked'])
export type InviteState = z.infer<typeof InviteState>

/** An invite, without the link: that was shown once, to the one who made it. */
export const Invite = z.object({
  id: InviteId,
  role: Role,
  discipline: Discipline.nullable(),
  teamId: TeamId.nullable(),
  email: z.string().nullable(),
  createdBy: MemberId,
  createdAt: z.date(),
  expiresAt: z.date(),
  /** Null when any number of people may use it until it expires. */
  usesLeft: z.number().int().nullable(),
  state: InviteState,
})
export type Invite = z.infer<typeof Invite>

/** The random part of an invite's link. */
const Token = z.string().min(20, 'This link is not complete. Copy all of it.').max(100, 'This link is too long.')

const gone = {
  EXPIRED: 'This invite has expired. Ask for a new one.',
  REVOKED: 'This invite was taken back. Ask for a new one.',
  USED_UP: 'This invite was used as often as it may be. Ask for a new one.',
}

/** Invites: a link, with or without a letter, by which people become members of the workspace. */
export const invites = {
  list: query('admin', '/invites', 'The invites of the workspace, newest first.')
    .input(pageById.extend({ onlyOpen: z.boolean().default(false) }))
    .output(pageOf(Invite)),
  create: command('admin', '/invites', 'Makes an invite. The answer holds its link, which is not shown again.')
    .input(
      z.object({
        role: Role.default('member'),
        discipline: Discipline.optional(),
        teamId: TeamId.optional(),
        email: Email.optional(),
        expiresInDays: z
          .number()
          .int()
          .min(1, 'At least one day.')
          .max(90, 'At most 90 days, so that no forgotten link stays open.')
          .default(14),
        uses: z
          .number()
          .int()
          .min(1, 'At least one person.')
          .max(500, 'At most 500 people.')
          .nullable()
          .default(1)
          .describe('How many people may use it; null for any number until it expires.'),
      }),
    )
    .output(z.object({ invite: Invite, link: z.string(), letter: z.enum(['sent', 'kept', 'not sent']).nullable() }))
    .errors(refusals({ NO_SUCH_TEAM: 'That team is not in this workspace.' })),
  revoke: command('admin', '/invites/{id}/revoke', 'Takes an invite back. Its link opens nothing any more.')
    .input(z.object({ id: InviteId }))
    .errors(refusals({ USED_UP: 'This invite was already used up.' })),
  look: query('anyone', '/invite', 'What an invite offers, for the one who has its link.')
    .input(z.object({ token: Token }))
    .output(
      z.object({
        workspace: z.string(),
        slug: z.string(),
        invitedBy: z.string(),
        role: Role,
        discipline: Discipline.nullable(),
        team: z.string().nullable(),
        email: z.string().nullable(),
        /** The address with which the one who looks is signed in. */
        signedInAs: z.string().nullable(),
        isMember: z.boolean(),
      }),
    )
    .errors(refusals(gone)),
  accept: command(
    'anyone',
    '/invite/accept',
    'Makes you a member: as the user who is signed in, or as a new one with name, e-mail and password.',
  )
    .input(
      z.object({
        token: Token,
        discipline: Discipline.optional(),
        timeZone: TimeZone.optional(),
        signUp: z.object({ name: Name, email: Email, password: Password }).optional(),
      }),
    )
    .output(z.object({ slug: z.string() }))
    .errors(
      refusals({
        ...gone,
        WHO_ARE_YOU: 'Sign in, or give your name, e-mail and a password.',
        EMAIL_TAKEN: 'There is already an account with this e-mail. Sign in with it, then open the invite again.',
      }),
    ),
}
