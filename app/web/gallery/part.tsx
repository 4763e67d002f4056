import type { ReactNode } from 'react'

import css from './gallery.module.css'

/** One pattern under its name. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={css.part} aria-label={name}>
      <h2 className={css.name}>{name}</h2>
      {children}
    </section>
  )
}
