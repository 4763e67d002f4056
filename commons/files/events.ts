import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { FileId } from './contract.ts'

const OfFile = z.object({ id: FileId, recordId: RecordId.nullable() })

export const fileUploaded = defineEvent('file.uploaded.v1', OfFile, 'attached a file')

export const fileRemoved = defineEvent('file.removed.v1', OfFile, 'removed a file')
