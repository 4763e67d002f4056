import type { InfiniteData } from '@tanstack/react-query'

import type { RecordId } from '#commons/records/contract.ts'
import { optimistically } from '#platform/client/query-client.ts'

import type { Comment, Thread } from '../contract.ts'
import { comments } from './api.ts'

type Pages = InfiniteData<{ items: Thread[]; next?: string }>

/** The key under which the threads of a record are cached. */
export const threadsKey = (recordId: RecordId) => comments.list.key({ input: { recordId } })

/** Shows what a command does to one comment at once, wherever it stands, and takes it back when it is refused. */
export function showInThreads<Input>(
  recordId: RecordId,
  change: <Either extends Comment>(comment: Either, input: Input) => Either,
) {
  return optimistically<Pages, Input>(threadsKey(recordId), (cached, input) => ({
    ...cached,
    pages: cached.pages.map((page) => ({
      ...page,
      items: page.items.map((thread) => {
        const changed = change(thread, input)
        return { ...changed, replies: changed.replies.map((reply) => change(reply, input)) }
      }),
    })),
  }))
}
