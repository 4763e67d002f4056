import { defineJob } from '#platform/jobs/job.ts'

import { forgetOldAnswers } from './answered-commands.ts'

/** Every night: forgets the answers that nobody can resend for any more. */
export const housekeeping = defineJob({
  name: 'forget-old-answers',
  cron: '17 3 * * *',
  run: async ({ database }, now) => {
    await database.asOwner('write', (tx) => forgetOldAnswers(tx, now))
  },
})
