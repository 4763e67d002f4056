import { and, eq, isNull, sql } from 'drizzle-orm'

import { MemberId, type Role } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'

import type { Owned } from './as-owner.ts'
import type { Discipline, TeamId } from './contract.ts'
import { memberJoined } from './events.ts'
import { placedDisciplines } from './queries.ts'
import { sideOf } from './rules.ts'
import { members, teamMembers, teams } from './tables.ts'

export type Joiner = {
  workspaceId: string
  userId: string
  name: string
  email: string
  /** Whether the address is known to be theirs. Only then do they become the imported person who has it. */
  isEmailProven: boolean
  role: Role
  discipline: Discipline
  timeZone?: string | undefined
  teamId?: TeamId | null | undefined
}

/**
 * Makes a user a member: anew, again after they left, or as the person of that address whom an import brought.
 * Says who they are there now; a member of today stays as they are.
 */
export async function join(
  { tx, now, emitIn }: Owned,
  joiner: Joiner,
): Promise<{ memberId: MemberId; isNew: boolean }> {
  const { workspaceId, userId, name, email, role, discipline } = joiner
  const here = eq(members.workspaceId, workspaceId)
  const [known] = await tx
    .select({ id: members.id, leftAt: members.leftAt })
    .from(members)
    .where(and(here, eq(members.userId, userId)))
    .for('update')
  if (known && !known.leftAt) return { memberId: known.id, isNew: false }

  const [imported] =
    known || !joiner.isEmailProven
      ? []
      : await tx
          .select({ id: members.id })
          .from(members)
          .where(
            and(here, isNull(members.userId), eq(members.kind, 'imported'), eq(sql`lower(${members.email})`, email)),
          )
          .limit(1)
          .for('update')
  const side = sideOf(discipline, await placedDisciplines(tx, workspaceId))
  const given = { userId, kind: 'person' as const, name, email, role, discipline, side, leftAt: null }
  const zone = joiner.timeZone ? { timeZone: joiner.timeZone } : {}
  const before = known ?? imported
  const memberId = before?.id ?? MemberId.parse(newId())
  if (before) {
    await tx
      .update(members)
      .set({ ...given, ...zone, joinedAt: now })
      .where(and(here, eq(members.id, memberId)))
  } else {
    await tx.insert(members).values({ workspaceId, id: memberId, ...given, ...zone, joinedAt: now })
  }
  if (joiner.teamId) await joinTeam(tx, workspaceId, joiner.teamId, memberId)
  emitIn(workspaceId, memberId)(memberJoined, { id: memberId })
  return { memberId, isNew: true }
}

async function joinTeam(tx: Owned['tx'], workspaceId: string, teamId: TeamId, memberId: MemberId) {
  const [team] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, teamId), isNull(teams.archivedAt)))
  if (team) await tx.insert(teamMembers).values({ workspaceId, teamId, memberId }).onConflictDoNothing()
}
