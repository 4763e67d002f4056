import { refreshes } from '#platform/client/live-rules.ts'

import {
  commentAdded,
  commentDeleted,
  commentEdited,
  commentReacted,
  commentsImported,
  threadReopened,
  threadResolved,
} from '../events.ts'
import { comments } from './api.ts'

const ofRecord = ({ recordId }: { recordId: string }) => [
  comments.list.key({ input: { recordId } }),
  comments.replies.key(),
]

export const live = [
  refreshes(commentAdded, ofRecord),
  refreshes(commentEdited, ofRecord),
  refreshes(commentDeleted, ofRecord),
  refreshes(commentReacted, ofRecord),
  refreshes(commentsImported, ({ recordIds }) => recordIds.flatMap((recordId) => ofRecord({ recordId }))),
  refreshes(threadResolved, ofRecord),
  refreshes(threadReopened, ofRecord),
]
