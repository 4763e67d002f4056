import { IconMoodPlus } from '@tabler/icons-react'
import { useState } from 'react'

import { useMe, usePeople } from '#commons/people/ui/embeds.tsx'
import { Dialog, Form, IconButton, Menu, TextField } from '#design/index.ts'

import type { Reaction } from '../contract.ts'
import { isEmoji, MOST_KINDS, USUAL_REACTIONS } from '../rules.ts'

import css from './thread.module.css'

export type ReactionBarProps = {
  reactions: Reaction[]
  mayReact: boolean
  /** Gives one's own, or takes it back. */
  onReact: (emoji: string, give: boolean) => void
}

/** Reactions, each with who gave it; a press gives or takes back one's own. */
export function ReactionBar({ reactions, mayReact, onReact }: ReactionBarProps) {
  const me = useMe()
  const { byId } = usePeople()
  const [isChoosing, setChoosing] = useState(false)
  const press = (emoji: string) =>
    onReact(emoji, !reactions.some((one) => one.emoji === emoji && me && one.by.includes(me.id)))
  const namesOf = (ids: string[]) =>
    new Intl.ListFormat('en').format(ids.map((id) => (id === me?.id ? 'you' : (byId.get(id)?.name ?? 'somebody'))))
  const offered = USUAL_REACTIONS.filter((emoji) => !reactions.some((one) => one.emoji === emoji))
  const isFull = reactions.length >= MOST_KINDS
  return (
    <>
      {reactions.map(({ emoji, by }) => (
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
