import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, page, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const LONGEST_MARKDOWN = 500_000

export const DocumentVersion = z.object({
  number: z.number().int(),
  editedBy: z.array(MemberId),
  at: z.date(),
  /** How many characters of Markdown it has. */
  length: z.number().int(),
})
export type DocumentVersion = z.infer<typeof DocumentVersion>

const OfRecord = z.object({ recordId: RecordId })
const Markdown = z.string().max(LONGEST_MARKDOWN, 'At most 500,000 characters.')

/** The shared text of a record: written together in the browser, read and written as Markdown here. */
export const documents = {
  read: query(
    'observer',
    '/records/{recordId}/document',
    'The text of a record as Markdown. Empty when nobody wrote any.',
  )
    .input(OfRecord)
    .output(z.object({ markdown: z.string(), editedAt: z.date().nullable(), editedBy: MemberId.nullable() })),
  write: command(
    'member',
    '/records/{recordId}/document',
    'Replaces the text, or adds to its end. Whoever has it open sees it at once.',
  )
    .input(OfRecord.extend({ markdown: Markdown, how: z.enum(['replace', 'append']).default('replace') }))
    .errors(refusals({ TOO_LONG: 'The text would be longer than 500,000 characters.' })),
  versions: query('observer', '/records/{recordId}/document/versions', 'Earlier texts of a record, newest first.')
    .input(page.extend({ recordId: RecordId }))
    .output(pageOf(DocumentVersion)),
  version: query('observer', '/records/{recordId}/document/versions/{number}', 'One earlier text as Markdown.')
    .input(OfRecord.extend({ number: z.number().int().min(1) }))
    .output(DocumentVersion.extend({ markdown: z.string() })),
  restore: command(
    'member',
    '/records/{recordId}/document/versions/{number}/restore',
    'Makes an earlier text the current one. The one now is kept as a version.',
  ).input(OfRecord.extend({ number: z.number().int().min(1) })),
}
