import { defineFeature } from '#platform/feature.ts'

import { comments as contract } from './contract.ts'
import { demo } from './demo.ts'
import {
  commentAdded,
  commentDeleted,
  commentEdited,
  commentReacted,
  commentsImported,
  threadReopened,
  threadResolved,
} from './events.ts'
import { handlers } from './handlers.ts'
import { subscribers } from './subscribers.ts'

export const commentsFeature = defineFeature({
  name: 'comments',
  contract,
  handlers,
  events: [
    commentAdded,
    commentEdited,
    commentDeleted,
    threadResolved,
    threadReopened,
    commentReacted,
    commentsImported,
  ],
  subscribers,
  demo,
})
