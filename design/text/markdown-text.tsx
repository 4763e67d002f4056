import { Fragment, lazy, Suspense } from 'react'

import type { MarkdownTextProps } from './markdown-parsed.tsx'
import { tokensOf } from './tokens.ts'

import css from './text.module.css'

// The parser is larger than all that draws a page, and most lines of text need none of it.
const MarkdownParsed = lazy(() => import('./markdown-parsed.tsx'))

/** A character that may mean something to Markdown, apart from the mark of a record's key. */
const MARKED = /[*_`~<>[\]|\\&\n]|#(?![A-Z])|^\s*([-+]|\d+[.)])\s|:\/\/|www\./

/** A text in Markdown: raw HTML stays text, unsafe links lose their target, references become chips. */
export function MarkdownText(props: MarkdownTextProps) {
  const { text, record, inline } = props
  const plain = tokensOf(text).map((token, position) => (
    <Fragment key={position}>
      {token.kind === 'text' ? token.text : record ? record(token.key) : `#${token.key}`}
    </Fragment>
  ))
  const unmarked = inline ? plain : <p>{plain}</p>
  const shown = MARKED.test(text) ? (
    <Suspense fallback={unmarked}>
      <MarkdownParsed {...props} />
    </Suspense>
  ) : (
    unmarked
  )
  return inline ? <span className={css.inline}>{shown}</span> : <div className={css.prose}>{shown}</div>
}
