/** The part of JSON Schema that our own document uses. */
export type Schema = {
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  description?: string
}
type Body = { content?: Record<string, { schema?: Schema }> }
type Parameter = { name: string; in: 'path' | 'query'; required?: boolean; schema: Schema }
type Operation = {
  operationId: string
  summary?: string
  'x-may'?: string
  parameters?: Parameter[]
  requestBody?: Body
  responses: Record<string, Body>
}
export type OpenApi = { info: { version: string }; paths: Record<string, Record<string, Operation>> }

export type Field = { name: string; type: string; isRequired: boolean; notes: string }
/** Fields that belong together; `when` says of a choice which one it is. */
export type Shape = { when?: string; fields: Field[] }
export type Refusal = { code: string; status: number; says: string }
export type Procedure = {
  id: string
  method: string
  path: string
  says: string
  may: string
  inAddress: Field[]
  body: Shape[]
  answer: Shape[]
  refusals: Refusal[]
  /** An input with no more than it must have. */
  example: { address: string; body: unknown }
}
export type Group = { name: string; procedures: Procedure[] }

const MAY: Record<string, string> = {
  anyone: 'Anyone, also without a token',
  user: 'Anyone who is signed in',
  observer: 'Everyone in the workspace',
  contributor: 'Contributors, members and admins',
  member: 'Members and admins',
  admin: 'Admins',
}

/** Every procedure of the document by the feature that answers it, in the order of the alphabet. */
export function groupsOf(document: OpenApi): Group[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => procedureOf(path, method, operation)),
  )
  return [...Map.groupBy(all, ({ id }) => id.split('.')[0] ?? id)]
    .map(([name, procedures]) => ({
      name: wordsOf(name),
      procedures: procedures.toSorted((a, b) => a.path.localeCompare(b.path)),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

const HYPHENED: Record<string, string> = {
  checkIns: 'Check-ins',
  shoutOuts: 'Shout-outs',
  signIn: 'Sign-in',
  signoffs: 'Sign-offs',
}

/** `workItems` as people read it: `Work items`. */
function wordsOf(name: string) {
  if (HYPHENED[name] !== undefined) return HYPHENED[name]
  const spaced = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

function procedureOf(path: string, method: string, operation: Operation): Procedure {
  const { parameters = [], requestBody, responses } = operation
  const body = schemaIn(requestBody)
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const asked = inQuery.filter(({ required }) => required === true)
  const address = inPath.reduce((all, { name, schema }) => {
    return all.replace(`{${name}}`, String(exampleOf(schema, name)))
  }, path)
  const query = asked.map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema, name)))}`)
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    says: operation.summary ?? '',
    may: MAY[operation['x-may'] ?? ''] ?? '',
    inAddress: [...inPath, ...inQuery].map(({ name, schema, ...rest }) =>
      fieldOf(name, schema, rest.in === 'path' || rest.required === true),
    ),
    body: body ? shapesOf(body) : [],
    answer: shapesOf(schemaIn(good) ?? {}),
    refusals: refusalsOf(responses),
    example: {
      address: query.length > 0 ? `${address}?${query.join('&')}` : address,
      body: body && exampleOf(body, ''),
    },
  }
}

const schemaIn = (body: Body | undefined) => body?.content?.['application/json']?.schema

/** What it says for itself first, then what every procedure may answer. */
function refusalsOf(responses: Record<string, Body>): Refusal[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, body]) =>
      choicesOf(schemaIn(body) ?? {}).flatMap(({ properties }) => {
        const code = properties?.code?.const
        const says = properties?.message?.default
        return typeof code === 'string'
          ? { code, status: Number(status), says: typeof says === 'string' ? says : '' }
          : []
      }),
    )
    .toSorted((a, b) => Number(b.status === 409) - Number(a.status === 409) || a.status - b.status)
}

const choicesOf = (schema: Schema) => schema.anyOf ?? schema.oneOf ?? [schema]
const isNull = ({ type }: Schema) => type === 'null'

/** One shape, or one for each choice between objects. */
function shapesOf(schema: Schema): Shape[] {
  const choices = choicesOf(schema).filter((one) => !isNull(one))
  if (choices.length < 2 || !choices.every(({ properties }) => properties)) {
    const fields = fieldsOf(choices[0] ?? schema, '', 0)
    return fields.length > 0 ? [{ fields }] : []
  }
  return choices.map((choice) => {
    const told = Object.entries(choice.properties ?? {}).find(([, { const: value }]) => value !== undefined)
    return {
      ...(told ? { when: `When ${told[0]} is ${JSON.stringify(told[1].const)}` } : {}),
      fields: fieldsOf(choice, '', 0),
    }
  })
}

const DEEPEST = 3

/** The fields of a schema, those within others named by their path: `items[].title`. */
function fieldsOf(schema: Schema, at: string, depth: number): Field[] {
  if (depth > DEEPEST) return []
  if (schema.items) return fieldsOf(schema.items, `${at}[]`, depth + 1)
  const found = new Map<string, Field>()
  for (const choice of [schema, ...choicesOf(schema), ...(schema.allOf ?? [])]) {
    for (const [name, inner] of Object.entries(choice.properties ?? {})) {
      const path = at ? `${at}.${name}` : name
      const fields = [
        fieldOf(path, inner, choice.required?.includes(name) === true),
        ...choicesOf(inner).flatMap((one) => fieldsOf(one, path, depth + 1)),
      ]
      for (const field of fields) if (!found.has(field.name)) found.set(field.name, field)
    }
  }
  return [...found.values()]
}

const fieldOf = (name: string, schema: Schema, isRequired: boolean): Field => ({
  name,
  type: typeWords(schema),
  isRequired,
  notes: notesOf(schema),
})

const FORMATS: Record<string, string> = {
  uuid: 'id',
  date: 'day',
  'date-time': 'instant',
  email: 'e-mail address',
  uri: 'address',
}

/** What a value is, in words: `list of ids`, `"open" or "closed"`. */
export function typeWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(', ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeWords))].join(' or ')
  if (schema.allOf) return typeWords(schema.allOf[0] ?? {})
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type
  if (type === 'array')
    return `list of ${typeWords(schema.items ?? {}).replace(/^(id|object|text|day|number|whole number)$/, '$1s')}`
  if (type === 'object') {
    const { additionalProperties: inner } = schema
    return !schema.properties && typeof inner === 'object' ? `map to ${typeWords(inner)}` : 'object'
  }
  if (type === 'string') return FORMATS[schema.format ?? ''] ?? 'text'
  if (type === 'integer') return 'whole number'
  if (type === 'boolean') return 'true or false'
  return type ?? 'anything'
}

/** Whole numbers carry the ends of what JavaScript counts exactly; those say nothing. */
const isEnd = (value: number) => Math.abs(value) >= Number.MAX_SAFE_INTEGER

function notesOf(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: unless } = schema
  const notes = [
    unless !== undefined &&
      unless !== null &&
      JSON.stringify(unless).length < 60 &&
      `unless given: ${JSON.stringify(unless)}`,
    minimum !== undefined && !isEnd(minimum) && `at least ${minimum}`,
    maximum !== undefined && !isEnd(maximum) && `at most ${maximum}`,
    minLength !== undefined && minLength > 1 && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength.toLocaleString('en')} characters`,
    minItems !== undefined && minItems > 0 && `at least ${minItems}`,
    maxItems !== undefined && `at most ${maxItems.toLocaleString('en')}`,
    schema.description,
  ]
  return notes.filter(Boolean).join('; ')
}

/** A value of this schema with no more fields than it must have. */
export function exampleOf(schema: Schema, name: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices) return exampleOf(choices.find((one) => !isNull(one)) ?? {}, name)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([field]) => schema.required?.includes(field))
        .map(([field, inner]) => [field, exampleOf(inner, field)]),
    )
  if (type === 'array') return [exampleOf(schema.items ?? {}, name.replace(/s$/, ''))]
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  return EXAMPLES[schema.format ?? ''] ?? (/key$/i.test(name) ? 'INI-12' : name ? `<${name}>` : '…')
}

const EXAMPLES: Record<string, string> = {
  uuid: '019aa0c4-7c1e-7d20-9a3e-5b1f6c2d8e40',
  date: '2026-11-22',
  'date-time': '2026-11-22T09:00:00Z',
  email: 'ana@example.com',
  uri: 'https://example.com/',
}

/** The procedure as a line for a terminal, with the token in `$TOKEN`. */
export function curlOf({ method, example }: Procedure, origin: string): string {
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(`${origin}/api/v1${example.address}`)}`,
    '-H "Authorization: Bearer $TOKEN"',
  ]
  if (method !== 'GET') lines.push('-H "Idempotency-Key: $(uuidgen)"')
  if (example.body !== undefined)
    lines.push('-H "Content-Type: application/json"', `-d ${quoted(JSON.stringify(example.body))}`)
  return lines.join(' \\\n  ')
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The groups with the procedures that hold every word looked for, in address, name or sentence. */
export function found(groups: Group[], text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  return groups
    .map(({ name, procedures }) => ({
      name,
      procedures: procedures.filter(({ id, method, path, says, refusals }) => {
        const whole = [name, id, method, path, says, ...refusals.map(({ code }) => code)].join(' ').toLowerCase()
        return words.every((word) => whole.includes(word))
      }),
    }))
    .filter(({ procedures }) => procedures.length > 0)
}
