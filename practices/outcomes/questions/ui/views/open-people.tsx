import type { ReactNode } from 'react'

import css from './views.module.css'

type OpenPeopleProps = { children: ReactNode; onPeople: (() => void) | undefined; label?: string }

/** A figure that leads to the people behind it, where somebody may see them. */
export function OpenPeople({ children, onPeople, label }: OpenPeopleProps) {
  if (!onPeople) return children
  return (
    <button type="button" className={css.open} onClick={onPeople} {...(label ? { 'aria-label': label } : {})}>
      {children}
    </button>
  )
}
