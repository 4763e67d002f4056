import { when } from '#platform/events/listeners.ts'
import { metricValueRecorded, metricValueRemoved } from '#practices/outcomes/metrics/events.ts'

import { takeFromMetric } from './handlers.ts'
import { runningOnMetric } from './queries.ts'
import { noteReadings } from './readings/handlers.ts'
import { deleteReading } from './readings/queries.ts'

export const subscribers = [
  when(metricValueRecorded, 'key results take the values of their metric', async ({ data, ...where }) => {
    const rows = await runningOnMetric(where.tx, where.workspaceId, data.id)
    for (const row of rows) await takeFromMetric(where, row, data.from, data.to)
  }),
  when(metricValueRemoved, 'key results forget what their metric took back', async ({ data, ...where }) => {
    for (const row of await runningOnMetric(where.tx, where.workspaceId, data.id)) {
      await deleteReading(where.tx, where.workspaceId, row.id, data.day)
      await noteReadings(where, row, [])
      await takeFromMetric(where, row, data.day, data.day)
    }
  }),
]
