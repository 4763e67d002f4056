import type { InfiniteData } from '@tanstack/react-query'

import type { RecordId } from '#commons/records/contract.ts'
import type { MemberId } from '#platform/auth/identity.ts'
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

/** A comment as it looks with one member's reaction given or taken back. */
export function withReaction<Either extends Comment>(comment: Either, by: MemberId, emoji: string, give: boolean) {
  const others = comment.reactions.map((one) =>
    one.emoji === emoji ? { ...one, by: one.by.filter((id) => id !== by) } : one,
  )
  if (!give) return { ...comment, reactions: others.filter((one) => one.by.length > 0) }
  const isKnown = others.some((one) => one.emoji === emoji)
  return {
    ...comment,
    reactions: isKnown
      ? others.map((one) => (one.emoji === emoji ? { ...one, by: [...one.by, by] } : one))
      : [...others, { emoji, by: [by] }],
  }
}
