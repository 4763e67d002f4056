import { inEachWorkspace } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'
import { dayIn } from '#platform/time/days.ts'

import { releasesWithIds } from './queries.ts'
import { readEffects } from './readings/handlers.ts'
import { releasesToRead } from './readings/queries.ts'

/** Reads what releases moved as soon as a horizon is over in the workspace's zone. */
export const jobs = [
  defineJob({
    name: 'read-release-effects',
    cron: '25 * * * *',
    run: (host, now) =>
      inEachWorkspace(host, now, async (timed) => {
        const ids = await releasesToRead(timed.tx, timed.workspaceId, dayIn('UTC', now))
        if (ids.length > 0) await readEffects(timed, await releasesWithIds(timed.tx, timed.workspaceId, ids))
      }),
  }),
]
