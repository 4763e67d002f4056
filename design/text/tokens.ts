export type TextToken = { kind: 'text'; text: string } | { kind: 'record'; key: string }

const KEY = /(?<![\w#/])#([A-Z][A-Z0-9]{1,5}-\d{1,9})\b/g

/** Splits a plain text at its references to records: `see #INI-12.` → text, record, text. */
export function tokensOf(text: string): TextToken[] {
  const tokens: TextToken[] = []
  let at = 0
  for (const found of text.matchAll(KEY)) {
    if (found.index > at) tokens.push({ kind: 'text', text: text.slice(at, found.index) })
    tokens.push({ kind: 'record', key: found[1] ?? '' })
    at = found.index + found[0].length
  }
  if (at < text.length) tokens.push({ kind: 'text', text: text.slice(at) })
  return tokens
}

/** Every record that a text names, once each: for asking for all its chips in one query. */
export function recordKeysIn(text: string): string[] {
  return [...new Set(tokensOf(text).flatMap((token) => (token.kind === 'record' ? [token.key] : [])))]
}

/** The member that a link names: `[@Ana](member:0199…)` stands for a mention. */
export function memberInHref(href: string): string | undefined {
  return /^member:([\w-]+)$/.exec(href)?.[1]
}
