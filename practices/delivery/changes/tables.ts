import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import type { TeamId } from '#commons/people/contract.ts'
import { members, teams } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ChangeState, ConnectionId, DeliveryOutcome } from './contract.ts'

export const changes = pgTable(
  'changes',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    repository: text().notNull(),
    number: integer().notNull(),
    state: text().notNull().$type<ChangeState>(),
    url: text().notNull(),
    branch: text().notNull(),
    author: text().notNull(),
    openedAt: instant('opened_at').notNull(),
    mergedAt: instant('merged_at'),
    closedAt: instant('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('changes_once').on(t.workspaceId, t.repository, t.number),
    index('changes_newest').on(t.workspaceId, t.openedAt, t.id),
    index('changes_merged').on(t.workspaceId, t.repository, t.mergedAt),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
  ],
)

export const githubConnections = pgTable(
  'github_connections',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<ConnectionId>(),
    name: text().notNull(),
    teamId: uuid('team_id').$type<TeamId>(),
    /** The member of kind `token` in whose name what GitHub says is done. */
    actorId: uuid('actor_id').notNull().$type<MemberId>(),
    createdById: uuid('created_by_id').notNull().$type<MemberId>(),
    createdAt: instant('created_at').notNull(),
    lastHeardAt: instant('last_heard_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    foreignKey({ columns: [t.workspaceId, t.actorId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.createdById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** One row for each delivery id that GitHub gave, written with what it did: the same one again does nothing. */
export const githubDeliveries = pgTable(
  'github_deliveries',
  {
    workspaceId: workspaceId(),
    connectionId: uuid('connection_id').notNull().$type<ConnectionId>(),
    id: text().notNull(),
    event: text().notNull(),
    repository: text().notNull(),
    outcome: text().notNull().$type<DeliveryOutcome>(),
    says: text().notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.id] }),
    index('github_deliveries_newest').on(t.workspaceId, t.receivedAt, t.id),
    foreignKey({
      columns: [t.workspaceId, t.connectionId],
      foreignColumns: [githubConnections.workspaceId, githubConnections.id],
    }).onDelete('cascade'),
  ],
)
