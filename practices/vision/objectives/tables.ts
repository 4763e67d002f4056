import { date, foreignKey, index, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ObjectiveState } from './contract.ts'

export const objectives = pgTable(
  'objectives',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    cycle: text().notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    state: text().notNull().$type<ObjectiveState>(),
    productOwnerId: uuid('product_owner_id').$type<MemberId>(),
    engineeringOwnerId: uuid('engineering_owner_id').$type<MemberId>(),
    /** Set once both owners had accepted the targets; check-ins run from then on. */
    activatedAt: instant('activated_at'),
    endedAt: instant('ended_at'),
    /** The mean of the key results' grades, 0.0 to 1.0, once finished. */
    grade: real(),
    /** What was learned, or why it was dropped. */
    endNote: text('end_note').notNull().default(''),
    /** Since when it asks for another look because a clause that it serves changed. */
    reaffirmSince: instant('reaffirm_since'),
    rolledFromId: uuid('rolled_from_id').$type<RecordId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('objectives_of_cycle').on(t.workspaceId, t.cycle, t.id),
    index('objectives_of_product_owner').on(t.workspaceId, t.productOwnerId),
    index('objectives_of_engineering_owner').on(t.workspaceId, t.engineeringOwnerId),
    index('objectives_rolled_from').on(t.workspaceId, t.rolledFromId),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.productOwnerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.engineeringOwnerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.rolledFromId], foreignColumns: [records.workspaceId, records.id] }),
  ],
)
