import { workspaceOf } from '#commons/people/lookups.ts'
import { inEachWorkspace, type Timed } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { dayIn, daysBetween } from '#platform/time/days.ts'

import { reviewFellDue } from './events.ts'
import { changeReview, reviewsDue } from './queries.ts'
import { isReminderDue } from './rules.ts'

async function remind({ tx, workspaceId, now, emit }: Timed) {
  const today = dayIn((await workspaceOf(tx, workspaceId)).timeZone, now)
  for (const review of await reviewsDue(tx, workspaceId, today)) {
    if (!isReminderDue(review, today)) continue
    await changeReview(tx, workspaceId, review.id, { remindedOn: today })
    emit(reviewFellDue, { id: review.id, dueOn: review.dueOn, daysOverdue: daysBetween(review.dueOn, today) })
  }
}

/** Reminds of reviews on their day and each week after it until they are decided or put off. */
export const jobs = [
  defineJob({
    name: 'remind-of-success-reviews',
    cron: '40 * * * *',
    run: (host, now) => inEachWorkspace(host, now, remind),
  }),
]
