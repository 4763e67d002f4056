import { type Type, typeFrom } from './column-type.ts'

/** ClickHouse's JSONCompact. */
export type Answer = { meta: { name: string; type: string }[]; data: unknown[][] }

/** The rows of an answer with their values as the types of their columns say. */
export function rowsOf<Row>({ meta, data }: Answer): Row[] {
  const columns = meta.map(({ name, type }) => ({ name, read: readerOf(typeFrom(type)) }))
  return data.map((values) => {
    const row: Record<string, unknown> = {}
    for (const [i, { name, read }] of columns.entries()) row[name] = read ? read(values[i]) : values[i]
    // The caller knows what it selected; nothing else can.
    return row as Row
  })
}

type Read = (value: unknown) => unknown

/** How a value of this type is read; undefined where JSON's own value is right. */
function readerOf({ name, of }: Type): Read | undefined {
  if (name === 'Nullable' || name === 'LowCardinality' || name === 'SimpleAggregateFunction') {
    const inner = readerOf(of.at(-1)!)
    return inner && ((value) => (value === null ? null : inner(value)))
  }
  if (name === 'Array') {
    const inner = readerOf(of[0]!)
    return inner && ((value) => (value as unknown[]).map(inner))
  }
  if (name === 'Tuple') {
    const inner = of.map(readerOf)
    // A tuple with names comes as an object in the same order.
    return inner.some(Boolean)
      ? (value) =>
          Array.isArray(value)
            ? value.map((one, i) => inner[i]?.(one) ?? one)
            : Object.fromEntries(Object.entries(value as object).map(([key, one], i) => [key, inner[i]?.(one) ?? one]))
      : undefined
  }
  if (name === 'Map') {
    const inner = readerOf(of[1]!)
    return (
      inner && ((value) => Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, inner(one)])))
    )
  }
  if (name === 'DateTime' || name === 'DateTime64') return (value) => new Date(value as string)
  if (/^U?Int(128|256)$/.test(name)) return (value) => BigInt(value as string | number)
  if (name.startsWith('Decimal')) return Number
}
