import { type KeyboardEvent, useState } from 'react'

import { KeyHint } from '#design/index.ts'

import { type Draft, useCreate } from './new-item.ts'

import css from './work.module.css'

type QuickProps = {
  /** What the item begins with; the title is typed. */
  draft: () => Draft
  onClose: () => void
  placeholder?: string
  /** In a column of a board it looks like a card. */
  asCard?: boolean
}

/** A field that stays: each Enter creates an item, Escape goes. */
export function QuickRow({ draft, onClose, placeholder = 'What is to be done?', asCard }: QuickProps) {
  const [title, setTitle] = useState('')
  const create = useCreate()
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') return onClose()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    const written = title.trim()
    if (written === '') return onClose()
    setTitle('')
    void create({ ...draft(), title: written }).then((row) => {
      // Refused: what was written comes back, unless the next is being written already.
      if (!row) setTitle((now) => now || written)
    })
  }
  return (
    <div className={asCard ? css.quickCard : css.quick}>
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody pressed the button that opens it
        autoFocus
        className={css.quickField}
        aria-label="Title of the new work item"
        placeholder={placeholder}
        maxLength={250}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => title.trim() === '' && onClose()}
      />
      {!asCard && (
        <span className={css.hint}>
          <KeyHint keys="enter" /> creates, <KeyHint keys="escape" /> closes
        </span>
      )}
    </div>
  )
}
