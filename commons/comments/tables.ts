import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

import { members } from '#commons/people/tables.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { records } from '#commons/records/tables.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import { instant, workspaceId } from '#platform/database/columns.ts'

import type { CommentId } from './contract.ts'

export const comments = pgTable(
  'comments',
  {
    workspaceId: workspaceId(),
    id: uuid().notNull().$type<CommentId>(),
    recordId: uuid('record_id').notNull().$type<RecordId>(),
    /** The comment that a reply answers; null for one that begins a thread. */
    threadId: uuid('thread_id').$type<CommentId>(),
    text: text().notNull(),
    byId: uuid('by_id').$type<MemberId>(),
    at: instant('at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
    resolvedAt: instant('resolved_at'),
    resolvedById: uuid('resolved_by_id').$type<MemberId>(),
    /** Its id at the record in the tracker that it was imported from, and the import that brought it. */
    sourceId: text('source_id'),
    importId: uuid('import_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('comments_of_record').on(t.workspaceId, t.recordId, t.at, t.id),
    uniqueIndex('comments_by_source').on(t.workspaceId, t.recordId, t.sourceId),
    index('comments_of_import')
      .on(t.workspaceId, t.importId)
      .where(sql`import_id is not null`),
    index('comments_of_thread').on(t.workspaceId, t.threadId, t.at, t.id),
    foreignKey({ columns: [t.workspaceId, t.recordId], foreignColumns: [records.workspaceId, records.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.threadId], foreignColumns: [t.workspaceId, t.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)

export const commentReactions = pgTable(
  'comment_reactions',
  {
    workspaceId: workspaceId(),
    commentId: uuid('comment_id').notNull().$type<CommentId>(),
    memberId: uuid('member_id').notNull().$type<MemberId>(),
    emoji: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.commentId, t.memberId, t.emoji] }),
    foreignKey({ columns: [t.workspaceId, t.commentId], foreignColumns: [comments.workspaceId, comments.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
  ],
)
