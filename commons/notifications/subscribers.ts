import { recordsById, watchersOf } from '#commons/records/lookups.ts'
import { whenChanged } from '#platform/events/listeners.ts'
import { sayingOf } from '#platform/events/sayings.ts'

import { defineNotice, notify } from './notify.ts'
import { CHANGED_KEY } from './queries.ts'
import { changesInWords } from './rules.ts'

const changed = defineNotice({ key: CHANGED_KEY, label: 'Something you watch changes', group: 'Records' })

export const subscribers = [
  whenChanged('tell watchers of a change', async (heard) => {
    const { tx, workspaceId, recordId, audience } = heard
    if (!recordId) return
    const watchers = await watchersOf(tx, workspaceId, recordId)
    // Who may not hear of the event itself is not told of it either.
    const to = audience ? watchers.filter((id) => audience.includes(id)) : watchers
    if (to.length === 0) return
    const record = (await recordsById(tx, workspaceId, [recordId])).get(recordId)
    if (!record) return
    await notify(heard, {
      notice: changed,
      to,
      because: heard.eventId,
      by: heard.by,
      recordId,
      text: `${sayingOf(heard.eventName)}: ${record.title} (${changesInWords(heard.changes)})`,
    })
  }),
]
