import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { command, pageById, pageOf, query, refusals } from '#platform/api/contract.ts'
import { MemberId } from '#platform/auth/identity.ts'

export const FileId = z.uuid().brand<'FileId'>()
export type FileId = z.infer<typeof FileId>

/** An uploaded file. `type` is what its bytes are, whatever its name says. */
export const StoredFile = z.object({
  id: FileId,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  recordId: RecordId.nullable(),
  by: MemberId.nullable(),
  at: z.date(),
  /** Where members of the workspace who are signed in reach it, for good. */
  path: z.string(),
})
export type StoredFile = z.infer<typeof StoredFile>

/** Files at records and in texts. They are uploaded with `POST /files?name=…&record=…`, the bytes as the body. */
export const files = {
  limits: query('observer', '/file-limits', 'How large an uploaded file may be, in bytes.').output(
    z.object({ largest: z.number().int() }),
  ),
  get: query('observer', '/files/{id}', 'One file, with an address that opens it without signing in for ten minutes.')
    .input(z.object({ id: FileId }))
    .output(StoredFile.extend({ url: z.string(), expiresAt: z.date() })),
  of: query('observer', '/records/{recordId}/files', 'The files at one record, newest first.')
    .input(pageById.extend({ recordId: RecordId }))
    .output(pageOf(StoredFile)),
  remove: command('contributor', '/files/{id}/remove', 'Removes a file of your own, or any as an admin.')
    .input(z.object({ id: FileId }))
    .errors(refusals({ NOT_YOURS: 'Only who uploaded a file, or an admin, can remove it.' })),
}
