import { z } from 'zod'

import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { command, page, pageOf, query } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

/** One field that a fact changed. The values are words for people, or null for nothing. */
export const FieldChange = z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })
export type FieldChange = z.infer<typeof FieldChange>

/** Something that happened: who did what, and what it changed. `says` continues a sentence that begins with the name of `by`. */
export const Entry = z.object({
  number: z.number().int(),
  name: z.string(),
  says: z.string(),
  by: MemberId.nullable(),
  at: z.date(),
  changes: z.array(FieldChange),
  /** The other record that it is about too, when there is one. */
  other: RecordSummary.nullable(),
})
export type Entry = z.infer<typeof Entry>

export const AuditEntry = Entry.extend({ record: RecordSummary.nullable(), data: z.unknown() })
export type AuditEntry = z.infer<typeof AuditEntry>

const AuditFilter = z.object({
  by: MemberId.optional(),
  /** The whole name of an event, or how it begins: `release.`. */
  event: z.string().trim().max(100).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
})

/** Names one delivery: which event to which listener. */
const Delivery = z.object({ eventNumber: z.number().int(), listener: z.string().max(200) })

/** A listener that failed for good on one event, until somebody sends it again. */
export const DeadLetter = Delivery.extend({
  event: z.string(),
  says: z.string(),
  by: MemberId.nullable(),
  record: RecordSummary.nullable(),
  at: z.date(),
  attempts: z.number().int(),
  diedAt: z.date(),
  error: z.string(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** What happened, told from the events that every feature writes. What is for some only is shown to nobody else. */
export const history = {
  of: query('observer', '/records/{recordId}/history', 'What happened to one record, newest first.')
    .input(
      page.extend({
        recordId: RecordId,
        /** Leaves out events whose names begin like this, such as `comment.`. */
        without: z.array(z.string().max(100)).max(20).default([]),
      }),
    )
    .output(pageOf(Entry)),
  audit: query('admin', '/audit', 'Everything that happened in the workspace, newest first.')
    .input(page.extend(AuditFilter.shape))
    .output(pageOf(AuditEntry)),
  exportAudit: query('admin', '/audit/export', 'The same as CSV, up to 50,000 rows at once.')
    .input(AuditFilter.extend({ before: z.number().int().optional() }))
    .output(
      z.object({
        csv: z.string(),
        rows: z.number().int(),
        /** The number to ask on from when there is more. */
        before: z.number().int().optional(),
      }),
    ),
  eventNames: query('admin', '/event-names', 'The names of all events there are, with what each says.').output(
    z.array(z.object({ name: z.string(), says: z.string() })),
  ),
  deadLetters: query('admin', '/dead-letters', 'The deliveries that failed for good, the last one first.')
    .input(page)
    .output(pageOf(DeadLetter)),
  sendAgain: command('admin', '/dead-letters/send-again', 'Tries a delivery again that failed for good.').input(
    Delivery,
  ),
  sendAllAgain: command('admin', '/dead-letters/send-all-again', 'Tries all of them again.').output(
    z.object({ sent: z.number().int() }),
  ),
  drop: command('admin', '/dead-letters/drop', 'Gives a delivery up for good. The event itself stays.').input(Delivery),
}
