import type { FormEvent, ReactNode } from 'react'

import { Button } from '../actions/button.tsx'

import css from './form.module.css'

export type FormProps = {
  onSubmit: () => void
  /** What the button does, with a verb: `Give shout-out`. */
  submit: string
  busy?: boolean
  disabled?: boolean
  /** Why it was refused as a whole; what belongs to one field stands beside that field. */
  refusal?: string | undefined
  cancel?: { label: string; run: () => void }
  children: ReactNode
}

/** Fields above each other, the refusal in words, then the button. */
export function Form({ onSubmit, submit, busy, disabled, refusal, cancel, children }: FormProps) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && !disabled) onSubmit()
  }
  return (
    <form className={css.form} onSubmit={send} noValidate>
      {children}
      {refusal && (
        <p className={css.refusal} role="alert">
          {refusal}
        </p>
      )}
      <div className={css.buttons}>
        <Button type="submit" kind="primary" busy={busy ?? false} disabled={disabled ?? false}>
          {submit}
        </Button>
        {cancel && (
          <Button kind="quiet" onClick={cancel.run}>
            {cancel.label}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>
}
