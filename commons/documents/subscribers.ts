import { indexWriting } from '#commons/records/register.ts'
import { when } from '#platform/events/listeners.ts'

import { documentEdited, documentRestored } from './events.ts'
import { findDocument } from './queries.ts'

export const subscribers = [documentEdited, documentRestored].map((event) =>
  when<{ recordId: Parameters<typeof findDocument>[2] }>(
    event as never,
    `documents: let search find it after ${event.name}`,
    async ({ tx, workspaceId, data }) => {
      const found = await findDocument(tx, workspaceId, data.recordId)
      if (found) await indexWriting(tx, workspaceId, data.recordId, found.markdown)
    },
  ),
)
