import { z } from 'zod'

import { command, Day, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId, Role } from '#platform/auth/identity.ts'

import { Name } from '../contract.ts'

export const TokenId = z.uuid().brand<'TokenId'>()
export type TokenId = z.infer<typeof TokenId>

/** What a token may do: `read`, `write` (which reads too), or one feature's: `metrics:write`. */
export const Scope = z
  .string()
  .regex(/^([a-z][a-zA-Z]{0,60}:)?(read|write)$/, 'A scope is read, write, or one feature’s: metrics:write.')
export type Scope = z.infer<typeof Scope>

/** A token, without its secret: that was shown once, to the one who made it. */
export const Token = z.object({
  id: TokenId,
  name: z.string(),
  /** The member as whom it acts. */
  memberId: MemberId,
  /** Whether it acts for the workspace itself instead of a person. */
  ofWorkspace: z.boolean(),
  role: Role,
  lastFour: z.string(),
  scopes: z.array(Scope),
  createdBy: MemberId,
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  /** Whether it has expired, and opens nothing any more. */
  isOver: z.boolean(),
  /** Null until it is used. */
  lastUsedOn: Day.nullable(),
})
export type Token = z.infer<typeof Token>

/** Keys for the API: a personal one acts as its maker, one of the workspace as a member of its own. */
export const tokens = {
  list: query('observer', '/tokens', 'Your own tokens, and for an admin those of the workspace. Newest first.')
    .input(pageById)
    .output(pageOf(Token)),
  create: command('observer', '/tokens', 'Makes a token. The answer holds its secret, which is not shown again.')
    .input(
      z.object({
        name: Name,
        scopes: z.array(Scope).min(1, 'Choose what it may do.').max(40, 'At most 40 scopes.'),
        expiresInDays: z
          .number()
          .int()
          .min(1, 'At least one day.')
          .max(730, 'At most two years.')
          .nullable()
          .default(365),
        ofWorkspace: z.boolean().default(false).describe('Acts for the workspace and outlives its maker. Admins only.'),
        role: Role.default('member').describe('The role of a token of the workspace; a personal one has yours.'),
      }),
    )
    .output(z.object({ token: Token, secret: z.string() }))
    .errors(
      refusals({
        ADMINS_ONLY: 'Only an admin makes a token of the workspace.',
        BY_HAND: 'A token cannot make another token. Sign in and make it in the settings.',
      }),
    ),
  revoke: command('observer', '/tokens/{id}/revoke', 'Ends a token at once: your own, or as an admin any.').input(
    z.object({ id: TokenId }),
  ),
}
