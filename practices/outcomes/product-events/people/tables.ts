import { sql } from 'drizzle-orm'
import { bigint, boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { workspaces } from '#commons/people/tables.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { ProductProjectId } from '../projects/contract.ts'

const projectId = () => uuid('project_id').notNull().$type<ProductProjectId>()

/** People of whom something is known: identified, joined with another id, or with properties. Others follow from their id alone. */
export const productPeople = pgTable(
  'product_people',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    id: uuid().notNull(),
    isIdentified: boolean('is_identified').notNull(),
    properties: jsonb().notNull().$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** The warehouse keeps a copy to ask with; this says whether it is the newest. */
    isCopied: boolean('is_copied').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.id] }),
    index('product_people_to_copy')
      .on(t.id)
      .where(sql`not ${t.isCopied}`),
    index('product_people_newest').on(t.workspaceId, t.projectId, t.changedAt, t.id),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

export const productDistinctIds = pgTable(
  'product_distinct_ids',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    distinctId: text('distinct_id').notNull(),
    personId: uuid('person_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.distinctId] }),
    index('product_distinct_ids_of').on(t.workspaceId, t.projectId, t.personId),
    foreignKey({
      columns: [t.workspaceId, t.projectId, t.personId],
      foreignColumns: [productPeople.workspaceId, productPeople.projectId, productPeople.id],
    }).onDelete('cascade'),
  ],
)

/** Which person another one became part of: always the last of the chain. The warehouse keeps a copy to ask with. */
export const productPersonMerges = pgTable(
  'product_person_merges',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    oldPersonId: uuid('old_person_id').notNull(),
    personId: uuid('person_id').notNull(),
    version: bigint({ mode: 'number' }).notNull(),
    isCopied: boolean('is_copied').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.oldPersonId] }),
    index('product_person_merges_into').on(t.workspaceId, t.projectId, t.personId),
    index('product_person_merges_to_copy')
      .on(t.oldPersonId)
      .where(sql`not ${t.isCopied}`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

/** Companies, accounts and whatever else people act for. */
export const productGroups = pgTable(
  'product_groups',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    type: text().notNull(),
    key: text().notNull(),
    properties: jsonb().notNull().$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    isCopied: boolean('is_copied').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.type, t.key] }),
    index('product_groups_to_copy')
      .on(t.key)
      .where(sql`not ${t.isCopied}`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)

/** Whom to forget, until it is done. */
export const productErasures = pgTable(
  'product_erasures',
  {
    workspaceId: workspaceId(),
    projectId: projectId(),
    personId: uuid('person_id').notNull(),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.projectId, t.personId] }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.workspaceId] }).onDelete('cascade'),
  ],
)
