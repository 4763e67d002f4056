import { z } from 'zod'

type Schema = {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** What no form sends: wrong kinds, signs that no database keeps, numbers and days beyond every end. */
export const JUNK: unknown[] = [
  null,
  '',
  'x',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'y'.repeat(3_000),
  '%',
  "'; --",
  '{"a":',
  '[]',
  'NaN',
  'Infinity',
  '٣',
  0,
  -1,
  0.1,
  1e308,
  2 ** 53,
  2 ** 31,
  -(2 ** 63),
  true,
  [],
  {},
  [null],
  ['x', 'x'],
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '00000000-0000-0000-0000-000000000000',
  '019aa000-0000-7000-8000-000000000000',
  'INI-99999999999999999999',
  'WRK-0',
  '\u202e\u200b\ufeff',
  '🤷🏽‍♀️'.repeat(100),
]

/** The places of an input at which something can stand, those of optional fields too. */
export function placesIn(input: z.ZodType | undefined): string[][] {
  if (!input) return []
  const found: string[][] = []
  function walk(part: Schema, place: string[]) {
    if (place.length > 0) found.push(place)
    if (place.length > 4) return
    for (const [name, inner] of Object.entries(part.properties ?? {})) walk(inner, [...place, name])
    if (part.items) walk(part.items, [...place, '0'])
    for (const choice of [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])]) walk(choice, place)
  }
  walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, [])
  return [...new Map(found.map((place) => [place.join('.'), place])).values()]
}

/** What stands at one place of an input. */
export const valueAt = (input: unknown, place: string[]) =>
  place.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], input)

/** The same input with something else at one place. */
export function withAt(input: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(input) || (name === '0' && (typeof input !== 'object' || input === null))) {
    const list = Array.isArray(input) ? [...(input as unknown[])] : []
    list[Number(name)] = withAt(list[Number(name)], rest, value)
    return list
  }
  const fields = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
  return { ...fields, [name]: withAt(fields[name], rest, value) }
}

/** Numbers from 0 to 1 that look like chance and are the same in each run. */
export function chance(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** A value as it stands in an address. */
export const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

/** An input as the query of an address: `a[b]=1`, lists by their positions. */
export function asQuery(input: unknown): string {
  const pairs: [string, string][] = []
  function walk(value: unknown, name: string) {
    if (value instanceof Date) pairs.push([name, value.toISOString()])
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, name ? `${name}[${key}]` : key)
    else if (value !== undefined) pairs.push([name, written(value)])
  }
  walk(input, '')
  return String(new URLSearchParams(pairs))
}
