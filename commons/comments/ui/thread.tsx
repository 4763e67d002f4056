import { IconCheck, IconDots } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { PersonMark, useMe, When } from '#commons/people/ui/embeds.tsx'
import { RecordText } from '#commons/records/ui/embeds.tsx'
import { Aside, Button, IconButton, Menu, type MenuItem, toast } from '#design/index.ts'
import { isAtLeast, type MemberId } from '#platform/auth/identity.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Comment, Thread } from '../contract.ts'
import { whyNotDelete, whyNotEdit } from '../rules.ts'
import { comments } from './api.ts'
import { showInThreads, threadsKey } from './cached.ts'
import { Composer } from './composer.tsx'
import { Reactions } from './reactions.tsx'

import css from './thread.module.css'

/** As it will look once the server has settled it. */
const settledNow = <Either extends Comment>(comment: Either, by: MemberId | undefined) => ({
  ...comment,
  resolvedAt: new Date(),
  resolvedBy: by ?? null,
})

const refused = (error: unknown) => toast({ message: refusalOf(error) ?? '', kind: 'refused' })

/** One thread: its comment, the replies, and the field for another. A settled one is folded. */
export function ThreadCard({ thread }: { thread: Thread }) {
  const me = useMe()
  const mayWrite = me !== undefined && isAtLeast(me.role, 'contributor')
  const [isAnswering, setAnswering] = useState(false)
  const [isUnfolded, setUnfolded] = useState(false)
  const isResolved = thread.resolvedAt !== null
  const settle = useMutation(
    comments.resolve.mutationOptions({
      ...showInThreads<{ id: string }>(thread.recordId, (one, { id }) =>
        one.id === id ? settledNow(one, me?.id) : one,
      ),
    }),
  )
  const reopen = useMutation(
    comments.reopen.mutationOptions({
      ...showInThreads<{ id: string }>(thread.recordId, (one, { id }) =>
        one.id === id ? { ...one, resolvedAt: null, resolvedBy: null } : one,
      ),
    }),
  )
  const answer = async (text: string) => {
    await comments.add.call({ recordId: thread.recordId, replyTo: thread.id, text })
    setAnswering(false)
    await queryClient.invalidateQueries({ queryKey: threadsKey(thread.recordId) })
    await queryClient.invalidateQueries({ queryKey: comments.replies.key() })
  }

  if (isResolved && !isUnfolded) {
    const count = thread.replies.length + thread.moreReplies
    return (
      <article className={css.thread} data-resolved id={`comment-${thread.id}`}>
        <button type="button" className={css.folded} onClick={() => setUnfolded(true)}>
          <IconCheck size={15} />
          <span>Settled thread{count > 0 ? ` with ${count} ${count === 1 ? 'reply' : 'replies'}` : ''}</span>
          <Aside>
            <When at={thread.at} />
          </Aside>
        </button>
      </article>
    )
  }
  return (
    <article className={css.thread} data-resolved={isResolved || undefined} id={`comment-${thread.id}`}>
      <CommentCard comment={thread} mayWrite={mayWrite} />
      {(thread.replies.length > 0 || thread.moreReplies > 0) && <Replies thread={thread} mayWrite={mayWrite} />}
      {mayWrite && (
        <div className={css.actions}>
          {isAnswering ? (
            <div className={css.answer}>
              <Composer
                label="Your reply"
                placeholder="Reply"
                submit="Reply"
                draft={`reply:${thread.id}`}
                recordId={thread.recordId}
                takesFocus
                onSend={answer}
                onCancel={() => setAnswering(false)}
              />
            </div>
          ) : (
            <>
              {!thread.deletedAt && (
                <Button small kind="quiet" onClick={() => setAnswering(true)}>
                  Reply
                </Button>
              )}
              {isResolved ? (
                <Button small kind="quiet" onClick={() => reopen.mutate({ id: thread.id }, { onError: refused })}>
                  Reopen
                </Button>
              ) : (
                <Button
                  small
                  kind="quiet"
                  onClick={() =>
                    settle.mutate(
                      { id: thread.id },
                      {
                        onError: refused,
                        onSuccess: () =>
                          toast({ message: 'The thread is settled.', undo: () => reopen.mutate({ id: thread.id }) }),
                      },
                    )
                  }
                >
                  Settle
                </Button>
              )}
              {isResolved && (
                <Button small kind="quiet" onClick={() => setUnfolded(false)}>
                  Fold
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </article>
  )
}

function Replies({ thread, mayWrite }: { thread: Thread; mayWrite: boolean }) {
  const [wantsMore, setWantsMore] = useState(false)
  const more = useInfiniteQuery({
    ...comments.replies.infiniteOptions({
      input: (after: string | undefined) => ({ id: thread.id, limit: 100, ...(after ? { after } : {}) }),
      initialPageParam: thread.replies.at(-1)?.id as string | undefined,
      getNextPageParam: (page) => page.next,
      enabled: wantsMore,
    }),
  })
  const all: Comment[] = [...thread.replies, ...(more.data?.pages.flatMap(({ items }) => items) ?? [])]
  const hidden = thread.moreReplies - (all.length - thread.replies.length)
  return (
    <div className={css.replies}>
      {all.map((reply) => (
        <CommentCard key={reply.id} comment={reply} mayWrite={mayWrite} />
      ))}
      {hidden > 0 && (
        <Button
          small
          kind="quiet"
          busy={more.isFetching}
          onClick={() => (wantsMore ? void more.fetchNextPage() : setWantsMore(true))}
        >
          Show {hidden} more
        </Button>
      )}
    </div>
  )
}

function CommentCard({ comment, mayWrite }: { comment: Comment; mayWrite: boolean }) {
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const remove = useMutation(
    comments.delete.mutationOptions({
      onError: refused,
      onSettled: () => queryClient.invalidateQueries({ queryKey: threadsKey(comment.recordId) }),
    }),
  )
  if (comment.deletedAt) {
    return (
      <div className={css.comment}>
        <p className={css.deleted}>This comment was deleted.</p>
      </div>
    )
  }
  const link = () =>
    `${location.origin}${location.pathname}${location.search}#comment-${comment.threadId ?? comment.id}`
  const items: MenuItem[] = [
    ...(me && !whyNotEdit(comment, me.id) ? [{ label: 'Edit', run: () => setEditing(true) }] : []),
    {
      label: 'Copy a link',
      run: () => void navigator.clipboard.writeText(link()).then(() => toast({ message: 'The link is copied.' })),
    },
    ...(me && mayWrite && !whyNotDelete(comment, me)
      ? [{ label: 'Delete', danger: true, run: () => remove.mutate({ id: comment.id }) }]
      : []),
  ]
  const save = async (text: string) => {
    await comments.edit.call({ id: comment.id, text })
    setEditing(false)
    await queryClient.invalidateQueries({ queryKey: threadsKey(comment.recordId) })
  }
  return (
    <div className={css.comment}>
      <div className={css.head}>
        <PersonMark id={comment.by} size={22} />
        <Aside>
          <When at={comment.at} />
          {comment.editedAt && ' · edited'}
        </Aside>
        <span className={css.menu}>
          <Menu trigger={<IconButton small label="More" icon={<IconDots size={16} />} />} items={items} />
        </span>
      </div>
      {isEditing ? (
        <Composer
          label="Your comment"
          submit="Save"
          initial={comment.text}
          takesFocus
          onSend={save}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className={css.text}>
          <RecordText text={comment.text} />
        </div>
      )}
      {(comment.reactions.length > 0 || mayWrite) && !isEditing && (
        <div className={css.reactions}>
          <Reactions comment={comment} mayReact={mayWrite} />
        </div>
      )}
    </div>
  )
}
