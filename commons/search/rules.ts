/** `INI-12` or `ini12`: a key in its parts, the way people type it. */
export function keyTyped(text: string) {
  const match = /^#?([a-z][a-z0-9]{1,5}?)[- ]?(\d{1,9})$/i.exec(text.trim())
  return match ? { prefix: match[1]!.toUpperCase(), number: Number(match[2]) } : undefined
}

/** The words of a search as a text query in which each may be the beginning of one: `'traff':* & 'feed':*`. */
export function prefixQuery(text: string) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, 12)
    .map((word) => `'${word}':*`)
    .join(' & ')
}

/** A piece of a long text around the first word that was looked for, at most about `length` characters. */
export function excerptOf(text: string, looked: string, length = 140) {
  const flat = text.replace(/\s+/g, ' ').trim()
  const lower = flat.toLowerCase()
  const at = (looked.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => lower.indexOf(word))
    .find((place) => place >= 0)
  if (at === undefined) return null
  const start = Math.max(0, at - Math.floor(length / 3))
  const piece = flat.slice(start, start + length).trim()
  return `${start > 0 ? '…' : ''}${piece}${start + length < flat.length ? '…' : ''}`
}
