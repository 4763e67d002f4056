import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { MemberId, Role, Side } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Discipline, TeamId } from './contract.ts'

export const workspaces = pgTable('workspaces', {
  workspaceId: workspaceId().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  timeZone: text('time_zone').notNull().default('UTC'),
  isDemo: boolean('is_demo').notNull().default(false),
  createdAt: instant('created_at').notNull(),
})

/** Which side each discipline stands on in this workspace, where an admin changed it from the usual. */
export const disciplineSides = pgTable(
  'discipline_sides',
  {
    workspaceId: workspaceId(),
    discipline: text().notNull().$type<Discipline>(),
    side: text().$type<Side>(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.discipline] })],
)

/** A person in a workspace, or (without a user) a token of the workspace that acts in it. Never deleted: history names them. */
export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<MemberId>(),
    userId: text('user_id'),
    kind: text().notNull().$type<'person' | 'token' | 'imported'>().default('person'),
    name: text().notNull(),
    email: text(),
    role: text().notNull().$type<Role>(),
    discipline: text().notNull().$type<Discipline>(),
    side: text().$type<Side>(),
    title: text().notNull().default(''),
    timeZone: text('time_zone').notNull().default('UTC'),
    skills: text().array().notNull().default([]),
    joinedAt: instant('joined_at').notNull(),
    leftAt: instant('left_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('members_one_per_user').on(t.workspaceId, t.userId),
    index('members_of_user').on(t.userId),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

export const teams = pgTable(
  'teams',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<TeamId>(),
    name: text().notNull(),
    prefix: text().notNull(),
    purpose: text().notNull().default(''),
    createdAt: instant('created_at').notNull(),
    archivedAt: instant('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('teams_prefix').on(t.workspaceId, t.prefix),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

export const teamMembers = pgTable(
  'team_members',
  {
    workspaceId: workspaceId(),
    teamId: uuid('team_id').notNull().$type<TeamId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    isLead: boolean('is_lead').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.teamId, t.memberId] }),
    index('team_members_of_member').on(t.workspaceId, t.memberId),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
