import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { CommentId } from './contract.ts'

const OfComment = z.object({ id: CommentId, recordId: RecordId })

/** Somebody said something about a record. `threadId` is set for a reply, `mentioned` are those whom the words name. */
export const commentAdded = defineEvent(
  'comment.added.v1',
  OfComment.extend({ threadId: CommentId.nullable(), mentioned: z.array(MemberId) }),
  'commented',
)

/** `mentioned` are only those whom the earlier words did not name. */
export const commentEdited = defineEvent(
  'comment.edited.v1',
  OfComment.extend({ mentioned: z.array(MemberId) }),
  'changed a comment',
)

export const commentDeleted = defineEvent('comment.deleted.v1', OfComment, 'deleted a comment')

export const threadResolved = defineEvent('comment.resolved.v1', OfComment, 'settled a thread')

export const threadReopened = defineEvent('comment.reopened.v1', OfComment, 'reopened a thread')

/** Comments of another tracker came along with records, or were taken back with their import. */
export const commentsImported = defineEvent(
  'comment.imported.v1',
  z.object({ recordIds: z.array(RecordId) }),
  'brought comments along',
)

/** Somebody gave a reaction to a comment or took one back. */
export const commentReacted = defineEvent('comment.reacted.v1', OfComment, 'reacted to a comment')
