import { z } from 'zod'

import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { page, pageOf, query } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const ChangeId = z.uuid().brand<'ChangeId'>()
export type ChangeId = z.infer<typeof ChangeId>

/** One change that others plan by: who made it, why, and who agreed. `from` and `to` are words for people. */
export const RoadmapChange = z.object({
  id: ChangeId,
  initiative: RecordSummary,
  what: z.enum(['column', 'target', 'value', 'effect', 'effort']),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  /** True when a constraint named by engineering changed the scope. */
  becauseOfConstraint: z.boolean(),
  by: MemberId.nullable(),
  agreed: z.array(MemberId),
  at: z.date(),
})
export type RoadmapChange = z.infer<typeof RoadmapChange>

export const changes = {
  changes: query(
    'observer',
    '/initiatives/{id}/changes',
    'What changed of an initiative, why, and who agreed: moves, dates, value and effort, newest first.',
  )
    .input(page.extend({ id: RecordId, after: ChangeId.optional() }))
    .output(pageOf(RoadmapChange)),
  roadmapChanges: query(
    'observer',
    '/roadmap-changes',
    'What changed on the whole roadmap, why, and who agreed, newest first.',
  )
    .input(page.extend({ after: ChangeId.optional(), since: z.coerce.date().optional() }))
    .output(pageOf(RoadmapChange)),
}
