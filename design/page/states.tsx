import type { ReactNode } from 'react'

import { Button } from '../actions/button.tsx'

import css from './states.module.css'

export type EmptyStateProps = {
  title: string
  /** What it brings, in a sentence or two. */
  brings: ReactNode
  /** A small drawing of it in use, from `pictures`. */
  picture?: ReactNode
  /** The one button that starts it. */
  start?: ReactNode
}

/** Nothing here yet: what it would bring, a picture of it in use, one button. */
export function EmptyState({ title, brings, picture, start }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      {picture && (
        <div className={css.picture} aria-hidden="true">
          {picture}
        </div>
      )}
      <h2 className={css.title}>{title}</h2>
      <p className={css.brings}>{brings}</p>
      {start}
    </div>
  )
}

/** Nothing fits the filters: says so and takes them away. */
export function NothingFits({ what, onClear }: { what: string; onClear?: () => void }) {
  return (
    <div className={css.nothing}>
      <p>{what}</p>
      {onClear && (
        <Button small onClick={onClear}>
          Clear the filters
        </Button>
      )}
    </div>
  )
}

export type ErrorStateProps = { title?: string; message: string; onRetry?: () => void }

/** It could not be shown: why, and how to go on. */
export function ErrorState({ title = 'This could not be shown', message, onRetry }: ErrorStateProps) {
  return (
    <div className={css.error} role="alert">
      <h2 className={css.errorTitle}>{title}</h2>
      <p>{message}</p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  )
}

export type LoadingStateProps = {
  /** What it will look like. */
  like?: 'page' | 'list' | 'cards' | 'text'
  rows?: number
}

/** Holds the place of what is on its way. Appears only when it takes longer than a blink. */
export function LoadingState({ like = 'list', rows = 6 }: LoadingStateProps) {
  return (
    <div className={css.loading} data-like={like} role="status">
      <span className="said-only">Loading</span>
      {like === 'page' && (
        <>
          <span className={css.bone} data-kind="title" />
          <span className={css.bone} data-kind="line" />
        </>
      )}
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={css.bone} data-kind={like === 'page' ? 'list' : like} />
      ))}
    </div>
  )
}
