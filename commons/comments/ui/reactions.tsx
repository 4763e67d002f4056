import { useMutation } from '@tanstack/react-query'

import { useMe } from '#commons/people/ui/embeds.tsx'
import { toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Comment } from '../contract.ts'
import { comments } from './api.ts'
import { showInThreads } from './cached.ts'
import { ReactionBar } from './reaction-bar.tsx'
import { withReaction } from './with-reaction.ts'

/** The reactions of a comment. */
export function Reactions({ comment, mayReact }: { comment: Comment; mayReact: boolean }) {
  const me = useMe()
  const react = useMutation(
    comments.react.mutationOptions({
      ...showInThreads<{ id: string; emoji: string; give?: boolean | undefined }>(comment.recordId, (one, input) =>
        me && one.id === input.id ? withReaction(one, me.id, input.emoji, input.give ?? true) : one,
      ),
    }),
  )
  return (
    <ReactionBar
      reactions={comment.reactions}
      mayReact={mayReact}
      onReact={(emoji, give) =>
        react.mutate(
          { id: comment.id, emoji, give },
          { onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }) },
        )
      }
    />
  )
}
