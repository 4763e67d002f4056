import { z } from 'zod'

import { command, pageById, pageOf, query } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const RecordId = z.uuid().brand<'RecordId'>()
export type RecordId = z.infer<typeof RecordId>

/** The types of record there are. A new feature with a page of its own adds its type here. */
export const RECORD_TYPES = [
  'vision',
  'clause',
  'objective',
  'key-result',
  'initiative',
  'work-item',
  'change',
  'release',
  'metric',
  'question',
  'dashboard',
  'success-review',
  'shout-out',
  'page',
] as const
export const RecordType = z.enum(RECORD_TYPES)
export type RecordType = z.infer<typeof RecordType>

/** How far along a record is, whatever its own states are called. */
export const STATE_GROUPS = ['open', 'active', 'done', 'dropped'] as const
export const StateGroup = z.enum(STATE_GROUPS)
export type StateGroup = z.infer<typeof StateGroup>

/** A record as a chip shows it. */
export const RecordSummary = z.object({
  id: RecordId,
  type: RecordType,
  key: z.string(),
  title: z.string(),
  state: z.string(),
  stateGroup: StateGroup,
  version: z.number().int(),
})
export type RecordSummary = z.infer<typeof RecordSummary>

/** A key as people write it: `INI-12`, `WEB-204`. */
export const RecordKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,5}-\d{1,9}$/, 'A key looks like INI-12.')

/** Everything that has a page of its own, whatever its type. */
export const records = {
  get: query('observer', '/records/{key}', 'One record by its key.')
    .input(z.object({ key: RecordKey }))
    .output(
      RecordSummary.extend({
        watching: z.boolean(),
        createdAt: z.date(),
        updatedAt: z.date(),
        createdBy: MemberId.nullable(),
      }),
    ),
  among: query('observer', '/records-among', 'The records among up to 200 keys; unknown keys are left out.')
    .input(z.object({ keys: z.array(RecordKey).max(200) }))
    .output(z.array(RecordSummary)),
  list: query('observer', '/records', 'Records by type, newest change first.')
    .input(pageById.extend({ type: RecordType.optional(), stateGroup: StateGroup.optional() }))
    .output(pageOf(RecordSummary)),
  find: query('observer', '/records-found', 'Records whose key or title holds these words, best first. For pickers.')
    .input(
      z.object({
        text: z.string().trim().max(200).default(''),
        types: z.array(RecordType).max(20).optional(),
        limit: z.number().int().min(1).max(50).default(12),
      }),
    )
    .output(z.array(RecordSummary)),
  recent: query('observer', '/recent-records', 'The records that you looked at last.').output(z.array(RecordSummary)),
  visit: command('observer', '/records/{id}/visit', 'Notes that you looked at a record, for your recent list.').input(
    z.object({ id: RecordId }),
  ),
  watch: command('observer', '/records/{id}/watch', 'Tells you from now on what happens to a record.').input(
    z.object({ id: RecordId }),
  ),
  unwatch: command('observer', '/records/{id}/unwatch', 'Stops telling you what happens to a record.').input(
    z.object({ id: RecordId }),
  ),
}
