import { sql, type SQLWrapper } from 'drizzle-orm'
import {
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import type { TeamId } from '#commons/people/contract.ts'
import { members, teams } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { WorkItemType } from './items/contract.ts'
import type { WorkLabelId } from './labels/contract.ts'
import { workLabels } from './labels/tables.ts'
import type { WorkStateGroup, WorkStateId } from './states/contract.ts'

/** Compared byte by byte, as places among others are made; a language's order would shuffle them. */
const place = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

// Not coalesce: PostgreSQL does not know it to be leak-proof, so under row-level security no index would be searched by it.
/** The due day to sort by: an item without one comes after all others. */
export const dueOrNever = (dueOn: SQLWrapper) =>
  sql`(case when ${dueOn} is null then '9999-12-31'::date else ${dueOn} end)`
/** The estimate to sort by: an item without one comes below all others. */
export const estimateOrNone = (estimate: SQLWrapper) =>
  sql`(case when ${estimate} is null then -1::float8 else ${estimate} end)`

export const workItems = pgTable(
  'work_items',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    teamId: uuid('team_id').$type<TeamId>(),
    type: text().notNull().$type<WorkItemType>(),
    stateId: text('state_id').notNull().$type<WorkStateId>(),
    /** The state's group, which no state ever changes: what most filters ask for. */
    group: text('state_group').notNull().$type<WorkStateGroup>(),
    /** The place of the priority in PRIORITIES, so that an index sorts by it. */
    priority: smallint().notNull(),
    estimate: doublePrecision(),
    dueOn: date('due_on'),
    parentId: uuid('parent_id').$type<RecordId>(),
    /** The nearest record above that is no work item, its own or its parent's: kept true by `settleLines`. */
    lineId: uuid('line_id').$type<RecordId>(),
    position: place('position').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    startedAt: instant('started_at'),
    /** When it was completed or cancelled; null again once it is reopened. */
    closedAt: instant('closed_at'),
    removedAt: instant('removed_at'),
    sourceSystem: text('source_system'),
    sourceId: text('source_id'),
    sourceUrl: text('source_url'),
    /** The source id of a parent that has not been imported yet. */
    awaitedParent: text('awaited_parent'),
    /** Fingerprints of what the source said last: an item that it says the same of is left as people here made it. */
    sourcePrint: text('source_print'),
    sourceBodyPrint: text('source_body_print'),
    importId: uuid('import_id'),
    importedAt: instant('imported_at'),
  },
  (t) => {
    const kept = sql`${t.removedAt} is null`
    return [
      primaryKey({ columns: [t.workspaceId, t.id] }),
      index('work_items_by_position').on(t.workspaceId, t.position, t.id).where(kept),
      index('work_items_by_state').on(t.workspaceId, t.stateId, t.position, t.id).where(kept),
      index('work_items_by_team').on(t.workspaceId, t.teamId, t.stateId, t.position, t.id).where(kept),
      index('work_items_by_priority').on(t.workspaceId, t.priority, t.position, t.id).where(kept),
      index('work_items_by_age').on(t.workspaceId, t.createdAt, t.id).where(kept),
      index('work_items_by_change').on(t.workspaceId, t.changedAt, t.id).where(kept),
      index('work_items_by_due_day').on(t.workspaceId, dueOrNever(t.dueOn), t.position, t.id).where(kept),
      index('work_items_by_estimate').on(t.workspaceId, estimateOrNone(t.estimate), t.id).where(kept),
      index('work_items_by_end').on(t.workspaceId, t.closedAt).where(kept),
      // With all that sums of effort need, so that they read no rows.
      index('work_items_by_line').on(t.workspaceId, t.lineId, t.stateId, t.group, t.estimate).where(kept),
      index('work_items_of_parent').on(t.workspaceId, t.parentId, t.group),
      index('work_items_removed')
        .on(t.workspaceId, t.removedAt, t.id)
        .where(sql`${t.removedAt} is not null`),
      uniqueIndex('work_items_source').on(t.workspaceId, t.sourceSystem, t.sourceId),
      index('work_items_awaiting')
        .on(t.workspaceId, t.sourceSystem, t.awaitedParent)
        .where(sql`${t.awaitedParent} is not null`),
      index('work_items_of_import').on(t.workspaceId, t.importId),
      foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
        'cascade',
      ),
      foreignKey({ columns: [t.workspaceId, t.lineId], foreignColumns: [records.workspaceId, records.id] }),
      foreignKey({ columns: [t.workspaceId, t.parentId], foreignColumns: [t.workspaceId, t.id] }),
      foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    ]
  },
)

export const workItemAssignees = pgTable(
  'work_item_assignees',
  {
    workspaceId: workspaceId(),
    workItemId: uuid('work_item_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.workItemId, t.memberId] }),
    index('work_items_of_member').on(t.workspaceId, t.memberId, t.workItemId),
    foreignKey({
      columns: [t.workspaceId, t.workItemId],
      foreignColumns: [workItems.workspaceId, workItems.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const workItemLabels = pgTable(
  'work_item_labels',
  {
    workspaceId: workspaceId(),
    workItemId: uuid('work_item_id').notNull().$type<RecordId>(),
    labelId: uuid('label_id').notNull().$type<WorkLabelId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.workItemId, t.labelId] }),
    index('work_items_of_label').on(t.workspaceId, t.labelId, t.workItemId),
    foreignKey({
      columns: [t.workspaceId, t.workItemId],
      foreignColumns: [workItems.workspaceId, workItems.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.labelId],
      foreignColumns: [workLabels.workspaceId, workLabels.id],
    }).onDelete('cascade'),
  ],
)
