import { defineNotice, notify } from '#commons/notifications/notify.ts'
import { watchersOf } from '#commons/records/lookups.ts'
import { type Heard, when } from '#platform/events/listeners.ts'

import { guardrailCrossed, metricTargetReached, metricValueRecorded, metricValueRemoved } from './events.ts'
import { workOutEach } from './formulas/handlers.ts'
import { followersOf } from './formulas/queries.ts'
import { metricsById } from './lookups.ts'
import { figureInWords } from './rules.ts'

const CROSSED = defineNotice({
  key: 'metric.guardrail-crossed',
  label: 'A guardrail of yours goes off track',
  group: 'Outcomes',
  mail: true,
})
const REACHED = defineNotice({
  key: 'metric.target-reached',
  label: 'A metric of yours reaches its target',
  group: 'Outcomes',
})

type Standing = { id: string; day: string; value: number }

/** The metric with its value in words, and who wants to hear: its owners and whoever watches it. */
async function told({ tx, workspaceId, data }: Heard<Standing>) {
  const metric = (await metricsById(tx, workspaceId, [data.id])).get(data.id)
  if (!metric) return
  const to = [...metric.ownerIds, ...(await watchersOf(tx, workspaceId, data.id))]
  return { name: metric.name, figure: figureInWords(data.value, metric), to }
}

export const subscribers = [
  when(metricValueRecorded, 'work out the formulas over a recorded value', async (heard) => {
    const { id, from, to } = heard.data
    await workOutEach({ ...heard, by: null }, await followersOf(heard.tx, heard.workspaceId, id), { from, to })
  }),
  when(metricValueRemoved, 'work out the formulas over a removed value', async (heard) => {
    const { id, day } = heard.data
    await workOutEach({ ...heard, by: null }, await followersOf(heard.tx, heard.workspaceId, id), {
      from: day,
      to: day,
    })
  }),
  when(guardrailCrossed, 'tell owners of a crossed guardrail', async (heard) => {
    const found = await told(heard)
    if (!found) return
    const text = `${found.name} went off track: ${found.figure} on ${heard.data.day}`
    await notify(heard, {
      notice: CROSSED,
      to: found.to,
      because: heard.eventId,
      by: null,
      text,
      recordId: heard.data.id,
    })
  }),
  when(metricTargetReached, 'tell owners of a reached target', async (heard) => {
    const found = await told(heard)
    if (!found) return
    const text = `${found.name} reached its target: ${found.figure} on ${heard.data.day}`
    await notify(heard, {
      notice: REACHED,
      to: found.to,
      because: heard.eventId,
      by: null,
      text,
      recordId: heard.data.id,
    })
  }),
]
