import { useState } from 'react'

import css from './text.module.css'

export type InlineEditProps = {
  value: string
  label: string
  onSave: (value: string) => void
  error?: string | undefined
  disabled?: boolean
  maxLength?: number
}

/** A title that is edited where it stands: Enter or leaving saves, Escape brings the old one back. */
export function InlineEdit({ value, label, onSave, error, disabled, maxLength = 300 }: InlineEditProps) {
  const [held, setHeld] = useState<{ text: string; of: string }>()
  // A draft of an older value is no draft any more: it was saved, or somebody else changed the title.
  const draft = held?.of === value ? held.text : undefined
  const setDraft = (text: string | undefined) => setHeld(text === undefined ? undefined : { text, of: value })
  if (disabled) return <span>{value}</span>
  const save = () => {
    const next = draft?.replaceAll(/\s*\n\s*/g, ' ').trim()
    if (next === undefined || next === value) return setDraft(undefined)
    if (next !== '') onSave(next)
    else setDraft(undefined)
  }
  return (
    <>
      <textarea
        className={css.titleField}
        rows={1}
        aria-label={label}
        aria-invalid={error !== undefined || undefined}
        maxLength={maxLength}
        value={draft ?? value}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            event.currentTarget.blur()
          }
          if (event.key === 'Escape') {
            setDraft(undefined)
            // After the draft is gone, so that leaving saves nothing.
            const field = event.currentTarget
            requestAnimationFrame(() => field.blur())
          }
        }}
      />
      {error && <p className={css.titleError}>{error}</p>}
    </>
  )
}
