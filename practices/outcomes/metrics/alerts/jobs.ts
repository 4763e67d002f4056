import { inEachWorkspace } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'

import { judgeAlerts } from './judging/handlers.ts'
import { metricsThatMature } from './queries.ts'

/** Values become final as days pass, without anything being recorded. */
export const jobs = [
  defineJob({
    name: 'judge-alerts-of-values-that-became-final',
    cron: '15 * * * *',
    run: (host, now) =>
      inEachWorkspace(host, now, async (timed) => {
        for (const metricId of await metricsThatMature(timed.tx, timed.workspaceId)) await judgeAlerts(timed, metricId)
      }),
  }),
]
