import css from './marks.module.css'

export type Status = 'on-track' | 'at-risk' | 'off-track' | 'done'

const WORDS: Record<Status, string> = {
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
  done: 'Done',
}

const SHAPES = {
  'on-track': <circle cx="6" cy="6" r="5" fill="currentColor" stroke="none" />,
  'at-risk': (
    <>
      <circle cx="6" cy="6" r="4.5" />
      <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
    </>
  ),
  'off-track': <circle cx="6" cy="6" r="4.5" />,
  done: <path d="M2 6.4 4.8 9.2 10 3" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />,
}

/** How it stands: always its shape, its colour and its word. `wordHidden` only where a column head says it. */
export function StatusMark({ status, wordHidden }: { status: Status; wordHidden?: boolean }) {
  return (
    <span className={css.status} data-status={status} title={wordHidden ? WORDS[status] : undefined}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        {SHAPES[status]}
      </svg>
      <span className={wordHidden ? 'said-only' : undefined}>{WORDS[status]}</span>
    </span>
  )
}
