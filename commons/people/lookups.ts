import { and, eq, inArray, isNull } from 'drizzle-orm'

import type { MemberId, Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { Discipline, TeamId } from './contract.ts'
import { members, teamMembers, teams, workspaces } from './tables.ts'

export type MemberSummary = {
  id: MemberId
  name: string
  side: Side | null
  discipline: Discipline
  timeZone: string
  hasLeft: boolean
}

/** The members of this workspace among the given ids, by id. Others are left out. */
export async function membersById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, MemberSummary>()
  const rows = await tx
    .select({
      id: members.id,
      name: members.name,
      side: members.side,
      discipline: members.discipline,
      timeZone: members.timeZone,
      leftAt: members.leftAt,
    })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), inArray(members.id, [...new Set(ids)] as MemberId[])))
  return new Map(rows.map(({ leftAt, ...row }) => [row.id as string, { ...row, hasLeft: leftAt !== null }]))
}

/** The ids among the given that are members today. Anyone who left, and anyone of another workspace, is not. */
export async function membersAmong(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  const found = await membersById(tx, workspaceId, ids)
  return new Set([...found.values()].filter((m) => !m.hasLeft).map((m) => m.id))
}

/** Every member today who stands on a side, or on any when none is named. */
export async function membersOnSide(tx: Transaction, workspaceId: string, side?: Side) {
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        isNull(members.leftAt),
        eq(members.kind, 'person'),
        side ? eq(members.side, side) : undefined,
      ),
    )
  return rows.map((row) => row.id)
}

/** The teams among the given ids, by id, with prefix and members. */
export async function teamsById(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: TeamId; name: string; prefix: string }>()
  const rows = await tx
    .select({ id: teams.id, name: teams.name, prefix: teams.prefix })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), inArray(teams.id, [...new Set(ids)] as TeamId[])))
  return new Map(rows.map((row) => [row.id as string, row]))
}

/** The ids of a team's members today. */
export async function membersOfTeam(tx: Transaction, workspaceId: string, teamId: string) {
  const rows = await tx
    .select({ id: teamMembers.memberId })
    .from(teamMembers)
    .innerJoin(members, and(eq(members.workspaceId, teamMembers.workspaceId), eq(members.id, teamMembers.memberId)))
    .where(
      and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.teamId, teamId as TeamId), isNull(members.leftAt)),
    )
  return rows.map((row) => row.id)
}

/** The workspace's time zone and name. */
export async function workspaceOf(tx: Transaction, workspaceId: string) {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.workspaceId, workspaceId))
  if (!row) throw new Error('This workspace is gone.')
  return row
}

/** Where letters reach the given members, by id. Anyone who left or has no address is left out. */
export async function addressesOf(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await tx
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        inArray(members.id, [...new Set(ids)] as MemberId[]),
        isNull(members.leftAt),
      ),
    )
  return new Map(rows.flatMap(({ id, email }) => (email ? [[id as string, email] as const] : [])))
}

/** The zone in which the days of a workspace begin. */
export async function timeZoneOf(tx: Transaction, workspaceId: string) {
  const [row] = await tx
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.workspaceId, workspaceId))
  return row?.timeZone ?? 'UTC'
}
