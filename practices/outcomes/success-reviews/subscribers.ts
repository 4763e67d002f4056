import { defineNotice, notify } from '#commons/notifications/notify.ts'
import type { Transaction } from '#platform/database/database.ts'
import { when } from '#platform/events/listeners.ts'
import { releaseShipped } from '#practices/outcomes/releases/events.ts'
import { releasesById } from '#practices/outcomes/releases/lookups.ts'

import { bookReview } from './bookings/handlers.ts'
import { reviewBooked, reviewCompleted, reviewFellDue, surpriseHandedIn, surprisesRevealed } from './events.ts'
import { peopleOf } from './queries.ts'

const group = 'Outcomes'
const BOOKED = defineNotice({ key: 'success-review.booked', label: 'You are invited to a success review', group })
const DUE = defineNotice({ key: 'success-review.due', label: 'A success review is due', group, mail: true })
const STEP = defineNotice({ key: 'success-review.step', label: 'The other side of a success review wrote', group })
const DECIDED = defineNotice({ key: 'success-review.decided', label: 'A success review was decided', group })

const invited = async (tx: Transaction, workspaceId: string, id: string) =>
  (await peopleOf(tx, workspaceId, [id])).get(id) ?? []

const AS_READ = {
  continue: 'decided to continue after a success review',
  adjust: 'decided to adjust after a success review',
  stop: 'decided to stop after a success review. What was learned stays',
}

export const subscribers = [
  when(releaseShipped, 'book the success review of a shipped release', async ({ data, by, ...heard }) => {
    const { tx, workspaceId, emit, now } = heard
    const release = (await releasesById(tx, workspaceId, [data.id])).get(data.id)
    if (release) await bookReview({ tx, workspaceId, emit, now, me: null }, release, by)
  }),
  when(reviewBooked, 'invite the people of a success review', async ({ data, eventId, ...heard }) => {
    const to = await invited(heard.tx, heard.workspaceId, data.id)
    const text = `A success review is booked for ${data.dueOn}, and you are invited`
    await notify(heard, { notice: BOOKED, to, because: eventId, by: null, text, recordId: data.id })
  }),
  when(reviewFellDue, 'remind the people of a success review', async ({ data, eventId, ...heard }) => {
    const to = await invited(heard.tx, heard.workspaceId, data.id)
    const text =
      data.daysOverdue === 0
        ? 'A success review is due today'
        : data.daysOverdue === 1
          ? 'A success review has been due for a day'
          : `A success review has been due for ${data.daysOverdue} days`
    await notify(heard, { notice: DUE, to, because: eventId, by: null, text, recordId: data.id })
  }),
  when(surpriseHandedIn, 'tell that one side handed in', async ({ data, eventId, by, ...heard }) => {
    const to = await invited(heard.tx, heard.workspaceId, data.id)
    const text = `handed in what surprised ${data.side}`
    await notify(heard, { notice: STEP, to, because: eventId, by, text, recordId: data.id })
  }),
  when(surprisesRevealed, 'tell that both sides can be read', async ({ data, eventId, ...heard }) => {
    const to = await invited(heard.tx, heard.workspaceId, data.id)
    const text = 'What surprised each side can be read now'
    await notify(heard, { notice: STEP, to, because: eventId, by: null, text, recordId: data.id })
  }),
  when(reviewCompleted, 'tell what a success review decided', async ({ data, eventId, by, ...heard }) => {
    const to = [...(await invited(heard.tx, heard.workspaceId, data.id)), data.ownerId]
    await notify(heard, { notice: DECIDED, to, because: eventId, by, text: AS_READ[data.verdict], recordId: data.id })
  }),
]
