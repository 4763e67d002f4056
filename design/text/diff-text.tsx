import { useMemo } from 'react'

import { diffParts } from './diff.ts'

import css from './text.module.css'

/** What changed between two versions of a text, word by word: added underlined, taken away struck through. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffParts(before, after), [before, after])
  return (
    <div className={css.diff}>
      {parts.map(({ kind, text }, position) => {
        const Element = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
        return <Element key={position}>{text}</Element>
      })}
    </div>
  )
}
