import { z } from 'zod'

import { recordsById, watchersOf } from '#commons/records/lookups.ts'
import { whenChanged } from '#platform/events/listeners.ts'
import { sayingOf } from '#platform/events/sayings.ts'

import { defineNotice, notify } from './notify.ts'
import { CHANGED_KEY } from './queries.ts'
import { changesInWords } from './rules.ts'

const changed = defineNotice({ key: CHANGED_KEY, label: 'Something you watch changes', group: 'Records' })

/** Events of one bulk edit share a batch: of all of it one is told once. */
const OfBatch = z.object({ batch: z.uuid() })

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
    const { data: many } = OfBatch.safeParse(heard.data)
    const saying = `${sayingOf(heard.eventName)}: ${record.title} (${changesInWords(heard.changes)})`
    await notify(heard, {
      notice: changed,
      to,
      because: many?.batch ?? heard.eventId,
      by: heard.by,
      recordId,
      text: many ? `${saying} and more` : saying,
    })
  }),
]
