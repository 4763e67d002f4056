import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'

import css from './text.module.css'

/** What changed between two versions of a text, word by word: added underlined, taken away struck through. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWordsWithSpace(before, after), [before, after])
  return (
    <div className={css.diff}>
      {parts.map((part, position) =>
        part.added ? (
          <ins key={position}>{part.value}</ins>
        ) : part.removed ? (
          <del key={position}>{part.value}</del>
        ) : (
          <span key={position}>{part.value}</span>
        ),
      )}
    </div>
  )
}
