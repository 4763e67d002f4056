import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'

import type { MemberId, Role, Side } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { type Discipline, type Person, type Team, TeamId } from './contract.ts'
import { disciplineSides, members, teamMembers, teams, workspaces } from './tables.ts'

const personColumns = {
  id: members.id,
  name: members.name,
  role: members.role,
  discipline: members.discipline,
  side: members.side,
  title: members.title,
  timeZone: members.timeZone,
  kind: members.kind,
  hasLeft: sql<boolean>`${members.leftAt} is not null`,
}

export async function findPerson(tx: Transaction, workspaceId: string, id: MemberId): Promise<Person | undefined> {
  const [row] = await tx
    .select(personColumns)
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)))
  return row
}

export async function emailOf(tx: Transaction, workspaceId: string, id: MemberId) {
  const [row] = await tx
    .select({ email: members.email })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)))
  return row?.email ?? null
}

type PeopleFilter = { after?: string | undefined; limit: number; search?: string | undefined; withLeft: boolean }

/** By name; one row more than asked for. */
export function peopleByName(tx: Transaction, workspaceId: string, { after, limit, search, withLeft }: PeopleFilter) {
  const later = after
    ? sql`(${members.name}, ${members.id}) > (select name, id from members where workspace_id = ${workspaceId} and id = ${after})`
    : undefined
  return tx
    .select(personColumns)
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        withLeft ? undefined : isNull(members.leftAt),
        search
          ? or(sql`${members.name} ilike ${contains(search)}`, sql`${members.email} ilike ${contains(search)}`)
          : undefined,
        later,
      ),
    )
    .orderBy(asc(members.name), asc(members.id))
    .limit(limit + 1)
}

const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

export async function findWorkspace(tx: Transaction, workspaceId: string) {
  const [row] = await tx.select(workspaceColumns).from(workspaces).where(eq(workspaces.workspaceId, workspaceId))
  return row
}

const workspaceColumns = {
  id: workspaces.workspaceId,
  slug: workspaces.slug,
  name: workspaces.name,
  timeZone: workspaces.timeZone,
  isDemo: workspaces.isDemo,
}

export const changeWorkspace = (
  tx: Transaction,
  workspaceId: string,
  change: { name?: string | undefined; timeZone?: string | undefined },
) => tx.update(workspaces).set(change).where(eq(workspaces.workspaceId, workspaceId))

/** The workspaces of one user, as the owner: a user may be a member of several. */
export const workspacesOfUser = (tx: Transaction, userId: string) =>
  tx
    .select(workspaceColumns)
    .from(members)
    .innerJoin(workspaces, eq(workspaces.workspaceId, members.workspaceId))
    .where(and(eq(members.userId, userId), isNull(members.leftAt)))
    .orderBy(asc(members.joinedAt))

/** The member who a user is in a workspace today. */
export async function memberOfUser(tx: Transaction, workspaceId: string, userId: string) {
  const [row] = await tx
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), isNull(members.leftAt)))
  return row
}

/** The admins of today. Locked, so that two who step down at once do not leave nobody. */
export async function adminsOf(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        eq(members.role, 'admin'),
        eq(members.kind, 'person'),
        isNull(members.leftAt),
      ),
    )
    .orderBy(asc(members.id))
    .for('update')
  return rows.map((row) => row.id as string)
}

type PersonChange = Partial<{
  name: string
  title: string
  timeZone: string
  role: Role
  discipline: Discipline
  side: Side | null
  leftAt: Date
}>

export const changePerson = (tx: Transaction, workspaceId: string, id: MemberId, change: PersonChange) =>
  tx
    .update(members)
    .set(change)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)))

export const placedDisciplines = (tx: Transaction, workspaceId: string) =>
  tx
    .select({ discipline: disciplineSides.discipline, side: disciplineSides.side })
    .from(disciplineSides)
    .where(eq(disciplineSides.workspaceId, workspaceId))

/** Places a discipline and moves everyone who has it. */
export async function placeDiscipline(tx: Transaction, workspaceId: string, discipline: Discipline, side: Side | null) {
  await tx
    .insert(disciplineSides)
    .values({ workspaceId, discipline, side })
    .onConflictDoUpdate({ target: [disciplineSides.workspaceId, disciplineSides.discipline], set: { side } })
  await tx
    .update(members)
    .set({ side })
    .where(and(eq(members.workspaceId, workspaceId), eq(members.discipline, discipline)))
}

export async function allTeams(tx: Transaction, workspaceId: string, only?: TeamId): Promise<Team[]> {
  const rows = await tx
    .select({ id: teams.id, name: teams.name, prefix: teams.prefix, purpose: teams.purpose })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspaceId), isNull(teams.archivedAt), only ? eq(teams.id, only) : undefined))
    .orderBy(asc(teams.name))
  if (rows.length === 0) return []
  const inTeams = await tx
    .select({ teamId: teamMembers.teamId, memberId: teamMembers.memberId, isLead: teamMembers.isLead })
    .from(teamMembers)
    .where(
      and(
        eq(teamMembers.workspaceId, workspaceId),
        inArray(
          teamMembers.teamId,
          rows.map((row) => row.id),
        ),
      ),
    )
  const byTeam = Map.groupBy(inTeams, (row) => row.teamId)
  return rows.map((row) => {
    const those = byTeam.get(row.id) ?? []
    return {
      ...row,
      memberIds: those.map((m) => m.memberId),
      leadIds: those.filter((m) => m.isLead).map((m) => m.memberId),
    }
  })
}

export async function teamsOfMember(tx: Transaction, workspaceId: string, id: MemberId) {
  const rows = await tx
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.memberId, id)))
  return rows.map((row) => row.id)
}

export async function insertTeam(
  tx: Transaction,
  workspaceId: string,
  team: { name: string; prefix: string; purpose: string; now: Date },
) {
  const id = TeamId.parse(newId())
  const [row] = await tx
    .insert(teams)
    .values({ workspaceId, id, name: team.name, prefix: team.prefix, purpose: team.purpose, createdAt: team.now })
    .onConflictDoNothing()
    .returning({ id: teams.id })
  return row?.id
}

export const changeTeam = (
  tx: Transaction,
  workspaceId: string,
  id: TeamId,
  change: { name?: string | undefined; purpose?: string | undefined },
) =>
  change.name === undefined && change.purpose === undefined
    ? undefined
    : tx
        .update(teams)
        .set(change)
        .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, id)))

/** Closes a team, or opens it again with `null`. False when there is none to close or open. */
export async function archiveTeam(tx: Transaction, workspaceId: string, id: TeamId, at: Date | null) {
  const changed = await tx
    .update(teams)
    .set({ archivedAt: at })
    .where(
      and(
        eq(teams.workspaceId, workspaceId),
        eq(teams.id, id),
        at ? isNull(teams.archivedAt) : isNotNull(teams.archivedAt),
      ),
    )
    .returning({ id: teams.id })
  return changed.length > 0
}

/** Makes exactly these the members of a team. */
export async function setTeamMembers(
  tx: Transaction,
  workspaceId: string,
  teamId: TeamId,
  memberIds: MemberId[],
  leadIds: MemberId[],
) {
  await tx.delete(teamMembers).where(and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.teamId, teamId)))
  const all = [...new Set([...memberIds, ...leadIds])]
  if (all.length === 0) return
  await tx
    .insert(teamMembers)
    .values(all.map((memberId) => ({ workspaceId, teamId, memberId, isLead: leadIds.includes(memberId) })))
}

/** Whether another type of record already uses this prefix for its keys. */
export async function isPrefixInUse(tx: Transaction, workspaceId: string, prefix: string) {
  const { rows } = await tx.execute(
    sql`select 1 from record_numbers where workspace_id = ${workspaceId} and prefix = ${prefix} limit 1`,
  )
  return rows.length > 0
}
