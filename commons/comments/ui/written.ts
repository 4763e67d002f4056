/** A text as it stands in the composer: mentions as `@Ana Lindt`, and the member that each name means. */
export type Shown = { text: string; named: Record<string, string> }

const MENTION = /\[@([^\]\n]*)\]\(member:([\w-]+)\)/g

/** A stored text as the composer shows it. */
export function shownOf(stored: string): Shown {
  const named: Record<string, string> = {}
  const text = stored.replaceAll(MENTION, (_whole, name: string, id: string) => {
    named[name] = id
    return `@${name}`
  })
  return { text, named }
}

/** What is stored of a text: each `@name` that was chosen from the list becomes a mention. Longer names win. */
export function storedOf({ text, named }: Shown): string {
  const names = Object.keys(named).toSorted((a, b) => b.length - a.length)
  if (names.length === 0) return text
  const any = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}_@])@(${any})(?![\\p{L}\\p{N}_])`, 'gu'),
    (_whole, name: string) => {
      return `[@${name}](member:${named[name]})`
    },
  )
}

/** What is being sought right before the caret: `@an` a person, `#ini` a record. Undefined when nothing is. */
export type Sought = { kind: 'person' | 'record'; text: string; from: number }

export function soughtAt(text: string, caret: number): Sought | undefined {
  const before = text.slice(0, caret)
  const found = /(?:^|[\s([{])([@#])([^\s@#]{0,40}(?: [^\s@#]{1,40})?)$/u.exec(before)
  if (!found) return
  const [, sign, words = ''] = found
  return { kind: sign === '@' ? 'person' : 'record', text: words, from: caret - words.length - 1 }
}

/** Puts what was chosen in the place of what was sought. */
export function withChosen(text: string, sought: Sought, caret: number, chosen: string) {
  const rest = text.slice(caret)
  const space = rest.startsWith(' ') ? '' : ' '
  const start = text.slice(0, sought.from) + chosen + space
  return { text: start + rest, caret: start.length + (space ? 0 : 1) }
}
