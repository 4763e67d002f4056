import { IconX } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'

import { Button } from '../actions/button.tsx'
import { type Toast, toasts } from './toast-list.ts'

import css from './toasts.module.css'

/** Says quietly that something was done: `toast({ message: 'Shout-out given.', undo: takeBack })`. */
export const toast = toasts.say
/** Undoes what was said last and can still be undone; false when there is nothing. */
export const undoLast = toasts.undoLast

/** Stands once in the shell; said politely to screen readers. */
export function Toasts() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.shown)
  return (
    <div className={css.toasts} role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastShown key={one.id} toast={one} />
      ))}
    </div>
  )
}

function ToastShown({ toast: { id, message, kind, undo, action, staysMs } }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => toasts.hide(id), staysMs)
    return () => clearTimeout(timer)
  }, [id, staysMs])
  return (
    <div className={css.toast} data-kind={kind}>
      <p className={css.message}>{message}</p>
      {undo && (
        <Button small kind="quiet" keyHint="mod+z" onClick={() => toasts.undo(id)}>
          Undo
        </Button>
      )}
      {action && (
        <Button
          small
          kind="quiet"
          onClick={() => {
            toasts.hide(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <button type="button" className={css.close} aria-label="Dismiss" onClick={() => toasts.hide(id)}>
        <IconX size={14} />
      </button>
    </div>
  )
}
