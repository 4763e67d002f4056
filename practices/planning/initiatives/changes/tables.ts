import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { initiatives } from '../tables.ts'
import type { ChangeId, RoadmapChange } from './contract.ts'

/** The roadmap's change log. Rows are never changed. */
export const roadmapChanges = pgTable(
  'roadmap_changes',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<ChangeId>(),
    initiativeId: uuid('initiative_id').notNull().$type<RecordId>(),
    what: text().notNull().$type<RoadmapChange['what']>(),
    from: text('from_words').notNull(),
    to: text('to_words').notNull(),
    reason: text().notNull(),
    becauseOfConstraint: boolean('because_of_constraint').notNull(),
    /** True when the initiative had begun, so that a change of scope is a late one. */
    afterStart: boolean('after_start').notNull(),
    by: uuid('by_id').$type<MemberId>(),
    agreed: uuid().array().notNull().$type<MemberId[]>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('changes_of_initiative').on(t.workspaceId, t.initiativeId, t.at, t.id),
    index('roadmap_changes_newest').on(t.workspaceId, t.at, t.id),
    foreignKey({
      columns: [t.workspaceId, t.initiativeId],
      foreignColumns: [initiatives.workspaceId, initiatives.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.by], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
