import { refreshes } from '#platform/client/live-rules.ts'

import { documentEdited, documentRestored } from '../events.ts'
import { documents } from './api.ts'

// Who has a text open sees each letter anyway; this is for its versions and for those who only read.
export const live = [
  refreshes(documentEdited, ({ recordId }) => [
    documents.versions.key({ input: { recordId } }),
    documents.read.key({ input: { recordId } }),
  ]),
  refreshes(documentRestored, ({ recordId }) => [
    documents.versions.key({ input: { recordId } }),
    documents.read.key({ input: { recordId } }),
  ]),
]
