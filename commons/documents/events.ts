import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

/** The text was written on: at most one event for each storing, seconds apart. */
export const documentEdited = defineEvent('document.edited.v1', z.object({ recordId: RecordId }), 'wrote on the text')

export const documentRestored = defineEvent(
  'document.restored.v1',
  z.object({ recordId: RecordId, number: z.number().int() }),
  'restored an earlier text',
)
