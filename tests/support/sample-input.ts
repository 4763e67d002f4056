import { z } from 'zod'

type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
  exclusiveMinimum?: number
  $ref?: string
  $defs?: Record<string, Schema>
  'x-date'?: boolean
}

/** What stands for ids and keys in the samples: those of somebody else's records. */
export type Foreign = { id: string; key: string; memberId: string; teamId: string }

/**
 * An input of the right shape for a procedure, with every id and key taken from `foreign`.
 * Optional fields that hold ids are filled too; others are left out.
 */
export function sampleInput(schema: unknown, foreign: Foreign): unknown {
  if (!schema) return undefined
  const json = z.toJSONSchema(schema as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') (jsonSchema as Schema)['x-date'] = true
    },
  }) as Schema
  const root = json.$defs ?? {}

  function sample(part: Schema, name: string): unknown {
    if (part.$ref) return sample(root[part.$ref.split('/').at(-1)!] ?? {}, name)
    if (part['x-date']) return new Date('2026-06-01T12:00:00Z')
    if ('const' in part) return part.const
    if (part.enum) return part.enum[0]
    const choice = part.anyOf ?? part.oneOf
    if (choice) return sample(choice.find((one) => one.type !== 'null') ?? choice[0]!, name)
    if (part.allOf) return sample(part.allOf[0]!, name)
    const type = Array.isArray(part.type) ? part.type[0] : part.type
    if (type === 'object' || part.properties) {
      const fields = Object.entries(part.properties ?? {}).filter(
        ([field, inner]) => part.required?.includes(field) || holdsIds(inner),
      )
      return Object.fromEntries(fields.map(([field, inner]) => [field, sample(inner, field)]))
    }
    if (type === 'array')
      return Array.from({ length: Math.max(1, part.minItems ?? 0) }, () =>
        sample(part.items ?? {}, name.replace(/s$/, '')),
      )
    if (type === 'number' || type === 'integer') return Math.max(part.minimum ?? 1, (part.exclusiveMinimum ?? 0) + 1)
    if (type === 'boolean') return false
    return text(part, name)
  }

  function text(part: Schema, name: string) {
    if (part.format === 'uuid') {
      if (/member|owner|assignee|person|people|by$|^to$|lead/i.test(name)) return foreign.memberId
      return /team/i.test(name) ? foreign.teamId : foreign.id
    }
    if (part.format === 'date') return '2026-06-01'
    if (part.format === 'date-time') return '2026-06-01T12:00:00.000Z'
    if (part.format === 'email') return 'someone@example.com'
    if (part.format === 'uri') return 'https://example.com/'
    if (/key/i.test(name)) return foreign.key
    if (/zone/i.test(name)) return 'Europe/Berlin'
    if (/prefix/i.test(name)) return 'ZZ'
    return 'sample text'.padEnd(part.minLength ?? 0, '.')
  }

  return sample(json, '')
}

function holdsIds(part: Schema): boolean {
  if (part.format === 'uuid') return true
  return [part.items, ...(part.anyOf ?? []), ...(part.oneOf ?? []), ...Object.values(part.properties ?? {})].some(
    (inner) => inner !== undefined && holdsIds(inner),
  )
}
