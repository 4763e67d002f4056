import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { when } from '#platform/events/listeners.ts'

import { findKeyResult } from '../key-results/queries.ts'
import { checkInsDue, confidenceGapOpened } from './events.ts'

const checkIn = defineNotice({
  key: 'key-result.check-in-due',
  label: 'Your key results wait for a check-in',
  group: 'Objectives',
  mail: true,
})

const gapOpened = defineNotice({
  key: 'key-result.gap-opened',
  label: 'The sides differ on a key result that you own',
  group: 'Objectives',
})

export const subscribers = [
  when(checkInsDue, 'owners are asked to check in', async ({ data, eventId, ...where }) => {
    const [first, ...others] = data.keyResultIds
    const keyResult = first && (await findKeyResult(where.tx, where.workspaceId, first))
    if (!keyResult) return
    const text =
      others.length === 0
        ? `#${keyResult.key} waits for your check-in this week.`
        : `${data.keyResultIds.length} key results wait for your check-in this week, #${keyResult.key} first.`
    const told = { notice: checkIn, to: [data.memberId], because: eventId, text, by: null }
    await notify(where, { ...told, recordId: keyResult.id })
  }),
  when(confidenceGapOpened, 'owners hear of a confidence gap', async ({ data, eventId, ...where }) => {
    const row = await findKeyResult(where.tx, where.workspaceId, data.id)
    if (!row) return
    const to = [row.productOwnerId, row.engineeringOwnerId].filter((id) => id !== null)
    const text = `Product and engineering see #${row.key} ${data.gap} points apart. Talk about it in the next weekly sync.`
    await notify(where, { notice: gapOpened, to, because: eventId, text, by: null, recordId: row.id })
  }),
]
