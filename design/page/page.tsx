import type { ReactNode } from 'react'

import css from './page.module.css'

export type PageProps = {
  /** `narrow` for reading, `wide` for tables, `full` for boards and maps. */
  width?: 'narrow' | 'wide' | 'full'
  children: ReactNode
}

/** What stands right of the navigation: one column with the page's margins. */
export function Page({ width = 'wide', children }: PageProps) {
  return (
    <div className={css.page} data-width={width}>
      {children}
    </div>
  )
}

export type PageHeadProps = {
  title: string
  /** One line that says what the page is for. */
  purpose?: ReactNode
  actions?: ReactNode
  /** What stands above the title: where it belongs. */
  above?: ReactNode
}

/** Title in the display face, its one-line purpose, and what can be done. */
export function PageHead({ title, purpose, actions, above }: PageHeadProps) {
  return (
    <header className={css.head}>
      <title>{title}</title>
      <div className={css.words}>
        {above && <div className={css.above}>{above}</div>}
        <h1 className={css.title}>{title}</h1>
        {purpose && <p className={css.purpose}>{purpose}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}

export type PanelProps = {
  title?: string
  actions?: ReactNode
  children: ReactNode
  /** Without a box; only the title and a hairline above. */
  plain?: boolean
}

/** A part of a page under its own heading. */
export function Panel({ title, actions, children, plain }: PanelProps) {
  return (
    <section className={css.panel} data-plain={plain || undefined}>
      {(title || actions) && (
        <div className={css.panelHead}>
          {title && <h2 className={css.panelTitle}>{title}</h2>}
          {actions && <div className={css.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** Things above each other at one distance. */
export function Stack({ gap = 'normal', children }: { gap?: 'tight' | 'normal' | 'wide'; children: ReactNode }) {
  return (
    <div className={css.stack} data-gap={gap}>
      {children}
    </div>
  )
}

/** Things beside each other, wrapping where they must. `spread` pushes the last to the end. */
export function Row({
  gap = 'normal',
  spread,
  children,
}: {
  gap?: 'tight' | 'normal' | 'wide'
  spread?: boolean
  children: ReactNode
}) {
  return (
    <div className={css.row} data-gap={gap} data-spread={spread || undefined}>
      {children}
    </div>
  )
}

type GridProps = {
  /** The narrowest box, in pixels. */
  least?: number
  /** Few boxes share the whole width. */
  stretch?: boolean
  children: ReactNode
}

/** Equal boxes, as many in a row as find room. */
export function Grid({ least = 260, stretch, children }: GridProps) {
  return (
    <div
      className={css.grid}
      style={{
        gridTemplateColumns: `repeat(${stretch ? 'auto-fit' : 'auto-fill'}, minmax(min(${least}px, 100%), 1fr))`,
      }}
    >
      {children}
    </div>
  )
}

/** A paper card in a list or wall. */
export function Card({ children, as: Element = 'div' }: { children: ReactNode; as?: 'div' | 'li' | 'article' }) {
  return <Element className={css.card}>{children}</Element>
}

/** Words that stand back: when, where, how many. */
export function Aside({ children }: { children: ReactNode }) {
  return <span className={css.aside}>{children}</span>
}
