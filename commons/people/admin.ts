import { and, eq, isNull, sql } from 'drizzle-orm'

import type { Role } from '#platform/auth/identity.ts'
import { newToken } from '#platform/auth/tokens.ts'
import {
  changePasswordOf,
  insertUser,
  isAnyUser,
  newSetUpToken,
  turnOffSecondStep,
  userByEmail,
} from '#platform/auth/users.ts'
import type { Database, Transaction } from '#platform/database/database.ts'
import { openOutbox } from '#platform/events/outbox.ts'

import type { Discipline } from './contract.ts'
import { insertInvite } from './invites/queries.ts'
import { join } from './join.ts'
import { insertWorkspace } from './set-up/queries.ts'
import { members, workspaces } from './tables.ts'
import { Scope } from './tokens/contract.ts'
import { insertToken, insertTokenMember } from './tokens/queries.ts'

export { fillDemoWith } from './demo.ts'
export { admissionOf } from './sign-in/admit.ts'

// What the one who runs the server may do without signing in, from its command line. All but the first take the
// owner's transaction, and throw an error whose message can be shown as it is.

/** A token for `/setup?token=…` while nobody can sign in yet; undefined afterwards. Each start prints a new one. */
export async function setUpToken(database: Database, now = new Date()): Promise<string | undefined> {
  return database.asOwner('write', async (tx) => ((await isAnyUser(tx)) ? undefined : newSetUpToken(tx, now)))
}

export type FirstAdmin = {
  workspaceName: string
  name: string
  email: string
  /** One is made up and returned when there is none. */
  password?: string | undefined
  discipline?: Discipline
  timeZone?: string
  now?: Date
}

/** A workspace with its first admin: a new user, or the one who already has this address. */
export async function createWorkspace(tx: Transaction, admin: FirstAdmin) {
  const now = admin.now ?? new Date()
  const { workspaceName, name, timeZone = 'UTC', discipline = 'other' } = admin
  const email = admin.email.trim().toLowerCase()
  const known = await userByEmail(tx, email)
  const password = known ? undefined : (admin.password ?? newToken().slice(0, 20))
  const userId = known?.id ?? (await insertUser(tx, { name, email, password: password!, emailVerified: true, now }))!
  const { workspaceId, slug } = await insertWorkspace(tx, { name: workspaceName, timeZone, now })
  // Nobody is there yet who would have to hear of it.
  const outbox = openOutbox(() => [])
  const { memberId } = await join(
    { tx, now, emitIn: () => outbox.emit },
    { workspaceId, userId, name, email, isEmailProven: true, role: 'admin', discipline, timeZone },
  )
  await outbox.write(tx, { workspaceId, memberId, now })
  return { workspaceId, slug, memberId, userId, password }
}

/** Gives a user another password, ends their sessions and turns their second step off. */
export async function resetPassword(tx: Transaction, of: { email: string; password?: string | undefined; now?: Date }) {
  const user = await userByEmail(tx, of.email)
  if (!user) throw new Error(`Nobody has the e-mail ${of.email}.`)
  const password = of.password ?? newToken().slice(0, 20)
  await changePasswordOf(tx, user.id, password, of.now ?? new Date())
  await turnOffSecondStep(tx, user.id)
  return { password }
}

/** The path of an invite to a workspace, in the name of its first admin: `/join/…`. */
export async function makeInvite(
  tx: Transaction,
  to: {
    workspace: string
    role?: Role
    email?: string | undefined
    expiresInDays?: number
    uses?: number | null
    now?: Date
  },
) {
  const { workspaceId, admin } = await workspaceWithAdmin(tx, to.workspace)
  const { token } = await insertInvite(tx, workspaceId, {
    role: to.role ?? 'member',
    email: to.email?.trim().toLowerCase(),
    expiresInDays: to.expiresInDays ?? 14,
    uses: to.uses === undefined ? 1 : to.uses,
    by: admin,
    now: to.now ?? new Date(),
  })
  return { path: `/join/${token}` }
}

/** A token of the workspace itself. Its secret is not kept. */
export async function makeToken(
  tx: Transaction,
  of: { workspace: string; name: string; scopes: string[]; role?: Role; expiresInDays?: number | null; now?: Date },
) {
  const now = of.now ?? new Date()
  const wrong = of.scopes.find((scope) => !Scope.safeParse(scope).success)
  if (wrong !== undefined) throw new Error(`${wrong} is no scope. Write read, write, or one feature’s: metrics:write.`)
  const { workspaceId, admin } = await workspaceWithAdmin(tx, of.workspace)
  const memberId = await insertTokenMember(tx, workspaceId, of.name, of.role ?? 'member', now)
  const { scopes, name, expiresInDays = 365 } = of
  return insertToken(tx, workspaceId, { name, scopes, expiresInDays, memberId, by: admin, now })
}

async function workspaceWithAdmin(tx: Transaction, slug: string) {
  const [row] = await tx
    .select({ workspaceId: workspaces.workspaceId, admin: members.id })
    .from(workspaces)
    .innerJoin(members, eq(members.workspaceId, workspaces.workspaceId))
    .where(
      and(
        eq(workspaces.slug, slug),
        eq(members.role, 'admin'),
        isNull(members.leftAt),
        sql`${members.kind} = 'person'`,
      ),
    )
    .orderBy(members.joinedAt)
    .limit(1)
  if (!row) throw new Error(`There is no workspace ${slug} with an admin.`)
  return row
}
