import { z } from 'zod'

import { RecordId, RecordSummary } from '#commons/records/contract.ts'
import { command, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const QuoteId = z.uuid().brand<'QuoteId'>()
export type QuoteId = z.infer<typeof QuoteId>

/** What somebody said, and who or where it came from. */
export const Quote = z.object({
  id: QuoteId,
  quote: z.string(),
  source: z.string(),
  /** The record that it was taken from, when there is one. */
  record: RecordSummary.nullable(),
  by: MemberId,
  at: z.date(),
})
export type Quote = z.infer<typeof Quote>

/** What speaks for an initiative: quotes, and records linked to it as evidence. */
export const Evidence = z.object({
  count: z.number().int(),
  quotes: z.array(Quote),
  records: z.array(RecordSummary),
})
export type Evidence = z.infer<typeof Evidence>

/** The most quotes that one initiative holds; more would prove nothing more. */
export const MOST_QUOTES = 200

export const evidence = {
  addEvidence: command(
    'contributor',
    '/initiatives/{id}/evidence',
    'Adds what somebody said, or a record that speaks for an initiative. Contributors may.',
  )
    .input(
      z
        .object({
          id: RecordId,
          quote: z.string().trim().max(1000, 'At most 1,000 characters.').default(''),
          source: z.string().trim().max(160, 'At most 160 characters.').default(''),
          recordId: RecordId.optional(),
        })
        .refine((given) => given.quote !== '' || given.recordId !== undefined, {
          message: 'Write what was said, or choose a record.',
          path: ['quote'],
        }),
    )
    .output(Evidence)
    .errors(
      refusals({
        NO_EVIDENCE: 'This type of record cannot be evidence for an initiative.',
        ENOUGH: 'There are 200 quotes already. Take one away first.',
      }),
    ),
  removeQuote: command('contributor', '/initiatives/{id}/evidence/{quoteId}/remove', 'Takes a quote away again.')
    .input(z.object({ id: RecordId, quoteId: QuoteId }))
    .output(Evidence)
    .errors(refusals({ NOT_YOURS: 'Only a member, or the one who added it, can take it away.' })),
}
