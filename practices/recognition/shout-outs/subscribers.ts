import { defineNotice, notify, takeBackNotices } from '#commons/notifications/notify.ts'
import { when } from '#platform/events/listeners.ts'

import { shoutOutGiven, shoutOutTakenBack } from './events.ts'
import { findShoutOut } from './queries.ts'

const received = defineNotice({ key: 'shout-out.received', label: 'Somebody thanks you', group: 'Recognition' })

export const subscribers = [
  when(shoutOutGiven, 'tell the ones thanked', async (heard) => {
    // Taken back before this was heard: there is nothing left to tell.
    const shoutOut = await findShoutOut(heard.tx, heard.workspaceId, heard.data.id)
    if (!shoutOut) return
    await notify(heard, {
      notice: received,
      to: shoutOut.to,
      because: heard.eventId,
      text: `thanks you: “${shoutOut.message}”`,
      by: shoutOut.from,
      recordId: shoutOut.id,
    })
  }),
  when(shoutOutTakenBack, 'take back what the thanked were told', (heard) =>
    takeBackNotices(heard, { notice: received, recordId: heard.data.id }),
  ),
]
