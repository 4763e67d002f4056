import { inEachWorkspace, inOneWorkspace } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'

import { metricsWithIds } from '../queries.ts'
import { reachable, recordAnswer } from './handlers.ts'
import { answerFrom, queriesDue, type QueryRow } from './queries.ts'

/** A little less than a day, so that a run does not drift from hour to hour. */
const EVERY_MS = 23.5 * 60 * 60_000

/** Runs each metric's query once a day. The other databases are asked outside any transaction of ours. */
export const jobs = [
  defineJob({
    name: 'run-queries-of-metrics',
    cron: '35 * * * *',
    async run(host, now) {
      const due: QueryRow[] = []
      const since = new Date(now.getTime() - EVERY_MS)
      await inEachWorkspace(host, now, async ({ tx, workspaceId }) => {
        due.push(...(await queriesDue(tx, workspaceId, since)))
      })
      const { services } = host
      for (const { workspaceId, metricId, connection, statement } of due) {
        try {
          const answer = await answerFrom(services.seal.open(connection), statement, services.privateHosts)
          await inOneWorkspace(host, workspaceId, now, async (timed) => {
            const [metric] = await metricsWithIds(timed.tx, workspaceId, [metricId])
            if (metric && metric.state !== 'retired')
              await recordAnswer({ ...timed, by: null }, metric, reachable(answer))
          })
        } catch (error) {
          services.log.error({ err: error, workspaceId, metricId }, 'the query of a metric could not be run')
        }
      }
    },
  }),
]
