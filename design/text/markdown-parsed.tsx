import Markdown, { type MarkdownToJSX, RuleType } from 'markdown-to-jsx/react'
import { Fragment, type ReactNode, useMemo } from 'react'

import { Link } from '../link.tsx'
import { memberInHref, tokensOf } from './tokens.ts'

const SAFE = /^(https?:|mailto:|\/(?!\/)|#)/i

export type MarkdownTextProps = {
  text: string
  /** Draws `#INI-12`; without it, the key stands as written. */
  record?: (key: string) => ReactNode
  /** Draws a mention, written `[@Ana](member:<id>)`. */
  mention?: (memberId: string, name: string) => ReactNode
  /** For a line within a list: no paragraphs, headings or pictures. */
  inline?: boolean
}

/** A text in Markdown: raw HTML stays text, unsafe links lose their target, references become chips. */
export default function MarkdownParsed({ text, record, mention, inline }: MarkdownTextProps) {
  const options = useMemo<MarkdownToJSX.Options>(
    () => ({
      disableParsingRawHTML: true,
      disableFrontmatter: true,
      enforceAtxHeadings: true,
      forceInline: inline ?? false,
      wrapper: Fragment,
      forceWrapper: true,
      slugify: () => '',
      sanitizer: (value) => (SAFE.test(value) || memberInHref(value) !== undefined ? value : null),
      overrides: {
        h1: { component: 'h3' },
        h2: { component: 'h3' },
        h3: { component: 'h4' },
        h4: { component: 'h4' },
        h5: { component: 'h4' },
        h6: { component: 'h4' },
      },
      renderRule: (next, node, renderChildren, state) => {
        if (node.type === RuleType.text && record) {
          const tokens = tokensOf(node.text)
          if (tokens.every((token) => token.kind === 'text')) return next()
          return (
            <Fragment key={state.key}>
              {tokens.map((token, position) => (
                <Fragment key={position}>{token.kind === 'text' ? token.text : record(token.key)}</Fragment>
              ))}
            </Fragment>
          )
        }
        if (node.type === RuleType.link) {
          const member = memberInHref(node.target ?? '')
          const inside = renderChildren(node.children, state)
          if (member !== undefined)
            return <Fragment key={state.key}>{mention?.(member, wordsOf(inside)) ?? inside}</Fragment>
          if (!node.target) return <Fragment key={state.key}>{inside}</Fragment>
          return (
            <Link key={state.key} href={node.target}>
              {inside}
            </Link>
          )
        }
        // A picture from another host would tell it who reads; only our own files are shown.
        if (node.type === RuleType.image && !node.target?.startsWith('/')) return node.alt ?? null
        if (node.type === RuleType.gfmTask)
          return (
            <input
              key={state.key}
              type="checkbox"
              checked={node.completed}
              readOnly
              aria-label={node.completed ? 'Done' : 'Open'}
            />
          )
        return next()
      },
    }),
    [record, mention, inline],
  )
  return <Markdown options={options}>{text}</Markdown>
}

function wordsOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(wordsOf).join('')
  return typeof node === 'string' || typeof node === 'number' ? String(node) : ''
}
