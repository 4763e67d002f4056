import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import type { MemberId, Role } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Discipline, TeamId } from '../contract.ts'
import { members, teams } from '../tables.ts'

export const invites = pgTable(
  'invites',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    /** SHA-256 of the token in the link; the token itself is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    role: text().notNull().$type<Role>(),
    discipline: text().$type<Discipline>(),
    teamId: uuid('team_id').$type<TeamId>(),
    email: text(),
    createdById: uuid('created_by_id').notNull().$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usesLeft: integer('uses_left'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
