import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId, Side } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { Verdict } from './contract.ts'
import type { Facts } from './facts/contract.ts'

export const successReviews = pgTable(
  'success_reviews',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<RecordId>(),
    releaseId: uuid('release_id').notNull().$type<RecordId>(),
    windowDays: integer('window_days').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    /** The last day on which its people were reminded. */
    remindedOn: date('reminded_on', { mode: 'string' }),
    facilitatorId: uuid('facilitator_id').$type<MemberId>(),
    revealedAt: instant('revealed_at'),
    verdict: text().$type<Verdict>(),
    learned: text().notNull().default(''),
    reason: text().notNull().default(''),
    ownerId: uuid('owner_id').$type<MemberId>(),
    followUpOn: date('follow_up_on', { mode: 'string' }),
    decidedById: uuid('decided_by_id').$type<MemberId>(),
    decidedAt: instant('decided_at'),
    /** What was known when it was decided. */
    facts: jsonb().$type<Facts>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('success_reviews_one_a_release').on(t.workspaceId, t.releaseId),
    index('success_reviews_due').on(t.workspaceId, t.dueOn, t.id),
    index('success_reviews_decided').on(t.workspaceId, t.decidedAt, t.id),
    foreignKey({ columns: [t.workspaceId, t.id], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.releaseId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.facilitatorId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({ columns: [t.workspaceId, t.decidedById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const successReviewPeople = pgTable(
  'success_review_people',
  {
    workspaceId: workspaceId(),
    reviewId: uuid('review_id').notNull().$type<RecordId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reviewId, t.memberId] }),
    index('success_reviews_of_member').on(t.workspaceId, t.memberId, t.reviewId),
    foreignKey({
      columns: [t.workspaceId, t.reviewId],
      foreignColumns: [successReviews.workspaceId, successReviews.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** What surprised each side, one text a side. */
export const successReviewSurprises = pgTable(
  'success_review_surprises',
  {
    workspaceId: workspaceId(),
    reviewId: uuid('review_id').notNull().$type<RecordId>(),
    side: text().notNull().$type<Side>(),
    text: text().notNull(),
    byId: uuid('by_id').notNull().$type<MemberId>(),
    writtenAt: instant('written_at').notNull(),
    isHandedIn: boolean('is_handed_in').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reviewId, t.side] }),
    foreignKey({
      columns: [t.workspaceId, t.reviewId],
      foreignColumns: [successReviews.workspaceId, successReviews.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

/** Each time that a review was put off. */
export const successReviewDelays = pgTable(
  'success_review_delays',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    reviewId: uuid('review_id').notNull().$type<RecordId>(),
    from: date('from_day', { mode: 'string' }).notNull(),
    to: date('to_day', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    byId: uuid('by_id').$type<MemberId>(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('success_review_delays_of_review').on(t.workspaceId, t.reviewId),
    foreignKey({
      columns: [t.workspaceId, t.reviewId],
      foreignColumns: [successReviews.workspaceId, successReviews.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
