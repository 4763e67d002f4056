/** A ClickHouse type such as `Array(Nullable(String))`, taken apart. */
export type Type = { name: string; of: Type[] }

const known = new Map<string, Type>()

/** Takes the text of a type apart. The names in a named tuple and the arguments that are no types are left in place as names. */
export function typeFrom(text: string): Type {
  const before = known.get(text)
  if (before) return before
  const open = text.indexOf('(')
  const type: Type =
    open === -1
      ? { name: text.trim(), of: [] }
      : {
          name: text.slice(0, open).trim(),
          of: partsOf(text.slice(open + 1, text.lastIndexOf(')'))).map((part) => typeFrom(withoutName(part))),
        }
  if (known.size < 1_000) known.set(text, type)
  return type
}

function partsOf(text: string) {
  const parts: string[] = []
  let depth = 0
  let isQuoted = false
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (sign === '\\') i++
    else if (sign === "'") isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (sign === '(') depth++
    else if (sign === ')') depth--
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, i))
      from = i + 1
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter(Boolean)
}

/** `label String` in a tuple is of type `String`. */
const withoutName = (part: string) => (/^[A-Za-z_]\w* +(?=[A-Z])/.test(part) ? part.replace(/^\w+ +/, '') : part)
