import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import { questions } from '../tables.ts'

/** The question that a metric's values are counted from. */
export const questionFeeds = pgTable(
  'question_feeds',
  {
    workspaceId: workspaceId(),
    metricId: uuid('metric_id').notNull().$type<RecordId>(),
    questionId: uuid('question_id').notNull().$type<RecordId>(),
    /** `A` for the first series, `F1` for the first formula. */
    line: text().notNull(),
    /** The first day that has a value; zeros before it are from before anything was sent. Null while there was none. */
    since: date(),
    /** In whose name values are recorded. */
    setById: uuid('set_by_id').notNull().$type<MemberId>(),
    countedAt: instant('counted_at'),
    lastProblem: text('last_problem'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.metricId] }),
    index('question_feeds_of').on(t.workspaceId, t.questionId),
    foreignKey({ columns: [t.workspaceId, t.metricId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.workspaceId, t.questionId],
      foreignColumns: [questions.workspaceId, questions.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.setById], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
