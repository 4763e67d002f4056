import { inEachWorkspace, type Timed } from '#platform/jobs/in-workspaces.ts'
import { defineJob } from '#platform/jobs/job.ts'

import { standingsOf, todayIn } from './lookups.ts'
import { runningKeyResults } from './queries.ts'
import { noteReadings, restand } from './readings/handlers.ts'

/** Notes what linked work has come to, and whose pace has fallen behind because a day passed. */
export const mindThePace = async (timed: Timed) => {
  const { tx, workspaceId, now } = timed
  const running = await runningKeyResults(tx, workspaceId)
  const today = await todayIn(tx, workspaceId, now)
  const standings = await standingsOf(tx, workspaceId, running, today)
  for (const row of running) {
    const { value, work, standing } = standings.get(row.id)!
    if (work && value !== null) {
      await noteReadings(timed, row, [{ on: today, value, source: 'linked work', by: null }])
    } else if (standing.status !== row.toldStatus) {
      await restand(timed, row)
    }
  }
}

export const jobs = [
  defineJob({
    name: 'mind-the-pace-of-key-results',
    cron: '10 0,6,12,18 * * *',
    run: (host, now) => inEachWorkspace(host, now, mindThePace),
  }),
]
