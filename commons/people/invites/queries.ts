import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'

import type { MemberId, Role } from '#platform/auth/identity.ts'
import { hashOfToken, newToken } from '#platform/auth/tokens.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import type { Discipline, TeamId } from '../contract.ts'
import { members, teams, workspaces } from '../tables.ts'
import { type Invite, InviteId } from './contract.ts'
import { stateOf } from './rules.ts'
import { invites } from './tables.ts'

type Row = typeof invites.$inferSelect

export const inviteOf = (row: Row, now: Date): Invite => ({
  // The id was made as one of an invite.
  id: row.id as InviteId,
  role: row.role,
  discipline: row.discipline,
  teamId: row.teamId,
  email: row.email,
  createdBy: row.createdById,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  usesLeft: row.usesLeft,
  state: stateOf(row, now),
})

const isOpen = (now: Date) =>
  and(isNull(invites.revokedAt), gt(invites.expiresAt, now), or(isNull(invites.usesLeft), gt(invites.usesLeft, 0)))

type Filter = { after?: string | undefined; limit: number; onlyOpen: boolean; now: Date }

/** Newest first; one row more than asked for. Ids grow with time. */
export const invitesNewestFirst = (tx: Transaction, workspaceId: string, { after, limit, onlyOpen, now }: Filter) =>
  tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.workspaceId, workspaceId),
        onlyOpen ? isOpen(now) : undefined,
        after ? lt(invites.id, after) : undefined,
      ),
    )
    .orderBy(desc(invites.id))
    .limit(limit + 1)

export async function findInvite(tx: Transaction, workspaceId: string, id: InviteId) {
  const [row] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.workspaceId, workspaceId), eq(invites.id, id)))
  return row
}

export type NewInvite = {
  role: Role
  discipline?: Discipline | undefined
  teamId?: TeamId | undefined
  email?: string | undefined
  expiresInDays: number
  uses: number | null
  by: MemberId
  now: Date
}

/** Keeps an invite and returns it with the token of its link, of which only the hash stays. */
export async function insertInvite(tx: Transaction, workspaceId: string, invite: NewInvite) {
  const token = newToken()
  const [row] = await tx
    .insert(invites)
    .values({
      workspaceId,
      id: InviteId.parse(newId()),
      tokenHash: hashOfToken(token),
      role: invite.role,
      discipline: invite.discipline ?? null,
      teamId: invite.teamId ?? null,
      email: invite.email ?? null,
      createdById: invite.by,
      createdAt: invite.now,
      expiresAt: new Date(invite.now.getTime() + invite.expiresInDays * 86_400_000),
      usesLeft: invite.uses,
    })
    .returning()
  return { row: row!, token }
}

export const revokeInvite = (tx: Transaction, workspaceId: string, id: InviteId, now: Date) =>
  tx
    .update(invites)
    .set({ revokedAt: now })
    .where(and(eq(invites.workspaceId, workspaceId), eq(invites.id, id), isNull(invites.revokedAt)))

// The following look across workspaces, in the owner's transaction: whoever has the token may see this one invite.

const offered = {
  invite: invites,
  workspace: workspaces.name,
  slug: workspaces.slug,
  invitedBy: members.name,
  team: teams.name,
}

/** The invite of a link, with what its page shows. */
export async function offerByToken(tx: Transaction, token: string) {
  const [row] = await tx
    .select(offered)
    .from(invites)
    .innerJoin(workspaces, eq(workspaces.workspaceId, invites.workspaceId))
    .innerJoin(members, and(eq(members.workspaceId, invites.workspaceId), eq(members.id, invites.createdById)))
    .leftJoin(teams, and(eq(teams.workspaceId, invites.workspaceId), eq(teams.id, invites.teamId)))
    .where(eq(invites.tokenHash, hashOfToken(token)))
  return row
}

/** An open invite that was made for this address, newest first. `workspaceId` null looks in all. */
export async function openInviteFor(tx: Transaction, email: string, workspaceId: string | null, now: Date) {
  const [row] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.email, email), workspaceId ? eq(invites.workspaceId, workspaceId) : undefined, isOpen(now)))
    .orderBy(desc(invites.id))
    .limit(1)
  return row
}

/** Takes one use of an invite; false when somebody took the last in the same moment. */
export async function useInvite(tx: Transaction, workspaceId: string, id: string, now: Date) {
  const used = await tx
    .update(invites)
    .set({ usesLeft: sql`${invites.usesLeft} - 1` })
    .where(and(eq(invites.workspaceId, workspaceId), eq(invites.id, id), isOpen(now)))
    .returning({ id: invites.id })
  return used.length > 0
}
