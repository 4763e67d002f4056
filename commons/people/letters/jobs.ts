import { forgetEnded } from '#platform/auth/users.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { forgetOldLetters } from '#platform/mail/mail.ts'

/** Each night: kept letters older than 30 days, sessions and links that ended. */
export const forgetJob = defineJob({
  name: 'letters.forget',
  cron: '20 3 * * *',
  run: (host, now) =>
    host.database.asOwner('write', async (tx) => {
      await forgetOldLetters(tx, now)
      await forgetEnded(tx, now)
    }),
})
