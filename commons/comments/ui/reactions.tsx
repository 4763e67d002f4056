import { IconMoodPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import { Dialog, Form, IconButton, Menu, TextField, toast } from '#design/index.ts'
import { refusalOf } from '#platform/client/refusals.ts'

import type { Comment } from '../contract.ts'
import { isEmoji, MOST_KINDS, USUAL_REACTIONS } from '../rules.ts'
import { comments } from './api.ts'
import { showInThreads, withReaction } from './cached.ts'

import css from './thread.module.css'

/** The reactions of a comment, each with who gave it; a press gives or takes back one's own. */
export function Reactions({ comment, mayReact }: { comment: Comment; mayReact: boolean }) {
  const me = useMe()
  const { byId } = usePeople()
  const [isChoosing, setChoosing] = useState(false)
  const react = useMutation(
    comments.react.mutationOptions({
      ...showInThreads<{ id: string; emoji: string; give?: boolean | undefined }>(comment.recordId, (one, input) =>
        me && one.id === input.id ? withReaction(one, me.id, input.emoji, input.give ?? true) : one,
      ),
    }),
  )
  const press = (emoji: string) => {
    const isMine = comment.reactions.some((one) => one.emoji === emoji && me && one.by.includes(me.id))
    react.mutate(
      { id: comment.id, emoji, give: !isMine },
      { onError: (error) => toast({ message: refusalOf(error) ?? '', kind: 'refused' }) },
    )
  }
  const namesOf = (ids: string[]) =>
    new Intl.ListFormat('en').format(ids.map((id) => (id === me?.id ? 'you' : (byId.get(id)?.name ?? 'somebody'))))
  const offered = USUAL_REACTIONS.filter((emoji) => !comment.reactions.some((one) => one.emoji === emoji))
  const isFull = comment.reactions.length >= MOST_KINDS
  return (
    <>
      {comment.reactions.map(({ emoji, by }) => (
        <button
          key={emoji}
          type="button"
          className={css.reaction}
          aria-pressed={me ? by.includes(me.id) : false}
          aria-label={`${emoji} ${by.length} from ${namesOf(by)}`}
          title={namesOf(by)}
          disabled={!mayReact}
          onClick={() => press(emoji)}
        >
          {emoji} <span data-figures>{by.length}</span>
        </button>
      ))}
      {mayReact && !isFull && (
        <Menu
          align="start"
          trigger={<IconButton small label="React" icon={<IconMoodPlus size={16} />} />}
          items={[
            ...offered.map((emoji) => ({ label: emoji, run: () => press(emoji) })),
            'line',
            { label: 'Another emoji', run: () => setChoosing(true) },
          ]}
        />
      )}
      {isChoosing && (
        <AnyEmojiDialog
          onClose={() => setChoosing(false)}
          onChoose={(emoji) => {
            press(emoji)
            setChoosing(false)
          }}
        />
      )}
    </>
  )
}

/** Any one emoji, from the keyboard of the system. */
function AnyEmojiDialog({ onClose, onChoose }: { onClose: () => void; onChoose: (emoji: string) => void }) {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const submit = () => (isEmoji(text.trim()) ? onChoose(text.trim()) : setError('Choose one emoji.'))
  return (
    <Dialog open onClose={onClose} size="small" title="React with any emoji">
      <Form onSubmit={submit} submit="React" cancel={{ label: 'Cancel', run: onClose }}>
        <TextField
          label="Emoji"
          hint="From the emoji keyboard of your system: Windows and full stop, or Control, Command and Space on a Mac."
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoFocus
          value={text}
          onChange={(next) => {
            setText(next)
            setError(undefined)
          }}
          error={error}
        />
      </Form>
    </Dialog>
  )
}
