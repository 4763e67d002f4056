import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import type { TeamId } from '#commons/people/contract.ts'
import { teams, workspaces } from '#commons/people/tables.ts'
import { workspaceId } from '#platform/database/columns.ts'

import type { WorkStateGroup, WorkStateId } from './contract.ts'

/** Empty until somebody changes the usual states; from then on it holds all of them. */
export const workStates = pgTable(
  'work_states',
  {
    workspaceId: workspaceId(),
    id: text().notNull().$type<WorkStateId>(),
    name: text().notNull(),
    group: text('state_group').notNull().$type<WorkStateGroup>(),
    /** Its place among the states of its group. */
    place: integer().notNull(),
    teamId: uuid('team_id').$type<TeamId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
  ],
)
