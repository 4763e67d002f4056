import { refreshes } from '#platform/client/live-rules.ts'

import { fileRemoved, fileUploaded } from '../events.ts'
import { files } from './api.ts'

const ofRecord = ({ recordId }: { recordId: string | null }) =>
  recordId ? [files.of.key({ input: { recordId } })] : []

export const live = [refreshes(fileUploaded, ofRecord), refreshes(fileRemoved, ofRecord)]
