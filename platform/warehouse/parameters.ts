import { type Type, typeFrom } from './column-type.ts'

/** What stands for the placeholders of a statement, by name. */
export type Parameters = Record<string, Value>
type Value = string | number | bigint | boolean | Date | null | readonly Value[]

// Quoted texts, quoted names and comments hold no placeholders.
const PARTS =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|\/\*[\s\S]*?\*\/|\{([A-Za-z_]\w*) *: *([A-Za-z0-9_(), ']+?)\}/g

/**
 * The statement with its parameters in place, each as one quoted text that ClickHouse reads as the type it was declared
 * with: nothing in a value can become part of the statement. The library's own binding lets only one question run at a time.
 */
export function bound(sql: string, parameters: Parameters): string {
  return sql.replace(PARTS, (part, name?: string, type?: string) => {
    if (name === undefined || type === undefined) return part
    const value = parameters[name]
    if (value === undefined) throw new Error(`The statement asks for {${name}:${type}}, which was not given.`)
    if (type === 'Identifier') return `\`${escaped(String(value), '`')}\``
    if (value === null) return `CAST(NULL AS ${type})`
    return `CAST(${quoted(textOf(value, typeFrom(type)))} AS ${type})`
  })
}

const escaped = (text: string, sign: string) => text.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`)
const quoted = (text: string) => `'${escaped(text, "'")}'`

/** The value as ClickHouse writes it. Inside arrays and tuples texts are quoted. */
function textOf(value: Value, type: Type, isInside = false): string {
  if (type.name === 'Nullable' || type.name === 'LowCardinality') return textOf(value, type.of[0]!, isInside)
  if (value === null) return 'NULL'
  if (value instanceof Date) return isInside ? quoted(momentOf(value, type)) : momentOf(value, type)
  if (Array.isArray(value)) {
    const isTuple = type.name === 'Tuple'
    const inner = value.map((one: Value, i) => textOf(one, (isTuple ? type.of[i] : type.of[0]) ?? type, true))
    return isTuple ? `(${inner.join(',')})` : `[${inner.join(',')}]`
  }
  return isInside && typeof value === 'string' ? quoted(value) : String(value)
}

function momentOf(value: Date, { name }: Type) {
  const text = value.toISOString().replace('T', ' ').replace('Z', '')
  return name === 'Date' || name === 'Date32' ? text.slice(0, 10) : name === 'DateTime' ? text.slice(0, 19) : text
}
