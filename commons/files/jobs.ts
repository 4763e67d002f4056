import { defineJob } from '#platform/jobs/job.ts'

import { storageKey } from './keys.ts'
import { filesToSweep, forgetFile } from './queries.ts'

const AT_ONCE = 200

/** Takes the bytes of removed files out of the storage, then their rows. Broken off, it goes on the next time. */
const sweep = defineJob({
  name: 'sweep removed files',
  cron: '7 * * * *',
  async run(host) {
    for (;;) {
      const gone = await host.database.asOwner('read', (tx) => filesToSweep(tx, AT_ONCE))
      for (const { workspaceId, id } of gone) {
        await host.services.storage.remove(storageKey(workspaceId, id))
        await host.database.asOwner('write', (tx) => forgetFile(tx, workspaceId, id))
      }
      if (gone.length < AT_ONCE) return
    }
  },
})

export const jobs = [sweep]
