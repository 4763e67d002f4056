import type { ReactNode } from 'react'

import css from './record-page.module.css'

export type RecordPageProps = {
  /** What it is: `Initiative`, with the icon of its type. */
  word: string
  icon?: ReactNode
  recordKey: string
  /** Its title as plain text, for the browser's tab. */
  name: string
  /** How the title is drawn: an `InlineEdit` for those who may change it; else the name. */
  title?: ReactNode
  /** Its state: a `Chip`, a `StatusMark`, or a `Menu` that changes it. */
  state?: ReactNode
  /** An `OwnerPair`, or an `Avatar`. */
  owners?: ReactNode
  signOffs?: ReactNode
  actions?: ReactNode
  /** Right: the line, then properties. Below the body on a phone. */
  aside?: ReactNode
  /** Below the body: comments and history in one stream. */
  stream?: ReactNode
  children?: ReactNode
}

/** A record: the same things in the same places, whatever its type. */
export function RecordPage(props: RecordPageProps) {
  const { word, icon, recordKey, name, title, state, owners, signOffs, actions, aside, stream, children } = props
  return (
    <article className={css.page} data-alone={aside === undefined || undefined}>
      <title>{`${recordKey} ${name}`}</title>
      <header className={css.head}>
        <div className={css.above}>
          <span className={css.kind}>
            {icon}
            {word}
          </span>
          <span className={css.key}>{recordKey}</span>
          {actions && <div className={css.actions}>{actions}</div>}
        </div>
        <h1 className={css.title}>{title ?? name}</h1>
        <div className={css.marks}>
          {state}
          {owners}
          {signOffs}
        </div>
      </header>
      <div className={css.body}>{children}</div>
      {aside && <aside className={css.aside}>{aside}</aside>}
      {stream && <div className={css.stream}>{stream}</div>}
    </article>
  )
}

/** A part of the right side under its small heading. */
export function AsidePart({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.part}>
      <div className={css.partHead}>
        <h2 className={css.partTitle}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
