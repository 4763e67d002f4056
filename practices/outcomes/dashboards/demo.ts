import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import { newId } from '#platform/database/ids.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'

import { dashboards, type Tile } from './contract.ts'

type Wanted = Tile extends infer One ? (One extends Tile ? Omit<One, 'id'> : never) : never

/** What earlier features left; a tile whose record is not in the demo is left out. */
const kept = (stage: DemoStage, name: string) => stage.kept.get(name) as RecordId | undefined

function tilesOf(stage: DemoStage, wanted: (Wanted | undefined)[]): Tile[] {
  // An id of its own makes each of them a tile again.
  return wanted.filter((one) => one !== undefined).map((one) => ({ ...one, id: newId() }) as Tile)
}

const figure = (stage: DemoStage, name: string, width = 3): Wanted | undefined => {
  const metricId = kept(stage, `metric:${name}`)
  return metricId && { kind: 'figure', width, height: 2, metricId }
}
const chart = (stage: DemoStage, name: string, width: number, days: 90 | 180 | 365): Wanted | undefined => {
  const metricId = kept(stage, `metric:${name}`)
  return metricId && { kind: 'chart', width, height: 4, metricId, days }
}

/** The page on the wall of the office, and the one that support looks at. */
export const demo: Demo = {
  order: 75,
  async fill(stage) {
    const begun = new Date(stage.now.getTime() - 120 * 86_400_000)
    const objectiveId = [...stage.kept].find(([name]) => name.startsWith('objective:'))?.[1] as RecordId | undefined
    const wall = tilesOf(stage, [
      figure(stage, 'on-time'),
      figure(stage, 'weekly-active-couriers'),
      figure(stage, 'late-deliveries'),
      figure(stage, 'crash-free'),
      chart(stage, 'on-time', 8, 180),
      objectiveId && { kind: 'key-results', width: 4, height: 4, objectiveId },
      chart(stage, 'dispatch-time', 6, 365),
      { kind: 'releases', width: 3, height: 4, days: 180 },
      {
        kind: 'note',
        width: 3,
        height: 4,
        text: '**How we read this page**\n\nOn-time deliveries are what couriers are paid for and recipients remember. Everything else here is an input or a guardrail.\n\nMara and Daniel go through it on Mondays.',
      },
    ])
    const made = await stage.as('Mara Lindqvist', begun, (context) =>
      ask(dashboards, context).create({ title: 'How Fernway is doing', tiles: wall }),
    )
    await stage.as('Daniel Okafor', begun, (context) =>
      ask(dashboards, context).sendMe({ key: made.key, wanted: true }),
    )
    const support = tilesOf(stage, [
      figure(stage, 'csat', 4),
      figure(stage, 'support-contacts', 4),
      figure(stage, 'nps', 4),
      chart(stage, 'csat', 6, 180),
      chart(stage, 'support-contacts', 6, 180),
    ])
    await stage.as('Jonas Weber', begun, (context) =>
      ask(dashboards, context).create({ title: 'What couriers tell us', tiles: support }),
    )
  },
}
