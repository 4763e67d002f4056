import { z } from 'zod'

import { RecordSummary, RecordType, StateGroup } from '#commons/records/contract.ts'
import { query } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const Found = RecordSummary.extend({
  /** Where in the text it was found, when not in the title. */
  excerpt: z.string().nullable(),
  updatedAt: z.date(),
})
export type Found = z.infer<typeof Found>

/** One search over everything that has a page. */
export const search = {
  find: query(
    'observer',
    '/search',
    'Records whose key, title or text fit, small typing mistakes forgiven; own and recent ones first.',
  )
    .input(
      z.object({
        text: z.string().trim().min(1, 'Write what to look for.').max(200),
        types: z.array(RecordType).max(20).optional(),
        stateGroup: StateGroup.optional(),
        createdBy: MemberId.optional(),
        limit: z.number().int().min(1).max(50).default(20),
      }),
    )
    .output(z.array(Found)),
}
