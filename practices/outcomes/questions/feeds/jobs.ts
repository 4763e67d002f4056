import { actingAs } from '#commons/people/imported.ts'
import { inEachWorkspace, inOneWorkspace } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'

import { countFeed } from './handlers.ts'
import { allFeeds, type FeedRow, noteCount } from './queries.ts'
import { FRESH_DAYS, LATE_DAYS } from './rules.ts'

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** Counts each metric's question every hour, the first time of a day further back. Each in a transaction of its own. */
export const jobs = [
  defineJob({
    name: 'count-questions-for-metrics',
    cron: '15 * * * *',
    async run(host, now) {
      const due: FeedRow[] = []
      await inEachWorkspace(host, now, async ({ tx, workspaceId }) => {
        due.push(...(await allFeeds(tx, workspaceId)))
      })
      for (const feed of due) {
        const { workspaceId, metricId, countedAt, setById } = feed
        try {
          await inOneWorkspace(host, workspaceId, now, async (timed) => {
            const { tx, emit } = timed
            const me = await actingAs(tx, workspaceId, setById)
            if (!me) {
              const says = 'The one who set it has left. Set it again.'
              await noteCount(tx, workspaceId, metricId, { countedAt: now, lastProblem: says })
              return
            }
            const asked = { host, who: { me }, now, within: { tx, emit, mode: 'write' as const } }
            const isFirstToday = !countedAt || dayOf(countedAt) !== dayOf(now)
            await countFeed({ ...timed, asked }, feed, isFirstToday ? LATE_DAYS : FRESH_DAYS)
          })
        } catch (error) {
          host.services.log.error(
            { err: error, workspaceId, metricId },
            'the question of a metric could not be counted',
          )
        }
      }
    },
  }),
]
