import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import type { Asked } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'

import { workItems } from './contract.ts'
import { type WorkLabelId, workLabels } from './labels/contract.ts'
import type { WorkStateId } from './states/contract.ts'
import { AHEAD } from './stories/ahead/demo.ts'
import { LABELS, type Story } from './stories/demo.ts'
import { PAST } from './stories/past/demo.ts'
import { workViews } from './views/contract.ts'

const DAY_MS = 86_400_000
const ENGINEER = 'Lena Fischer'

type Act = { daysAgo: number; by: string; run: (context: Asked) => Promise<unknown> }
type Known = { id: RecordId }
type Told = { stage: DemoStage; acts: Act[]; labels: Map<string, WorkLabelId> }

/** All that happens to one item and its parts, each act by somebody who may. */
function tell(told: Told, story: Story, whole?: Known): Known {
  const { stage, acts, labels } = told
  // Kept as what it is named; set once the item is made, which comes before whatever happens to it.
  const known = {} as Known
  const keptAs = <Id extends string>(name: string | undefined) => name && (stage.kept.get(name) as Id | undefined)
  const idOf = (name: string) => stage.members.find((member) => member.name === name)!.id as MemberId
  const act = (daysAgo: number | undefined, by: string, run: Act['run']) =>
    daysAgo === undefined || acts.push({ daysAgo, by, run })
  const doer = story.assignees?.[0] ?? story.by

  act(story.made, story.by, async (context) => {
    const { id } = await ask(workItems, context).create({
      title: story.title,
      type: story.type ?? 'feature',
      teamId: keptAs<TeamId>(`team:${story.team}`) || null,
      priority: story.priority ?? 'none',
      estimate: story.points ?? null,
      dueOn:
        story.due === undefined ? null : new Date(stage.now.getTime() + story.due * DAY_MS).toISOString().slice(0, 10),
      body: story.body ?? '',
      labels: (story.labels ?? []).flatMap((name) => labels.get(name) ?? []),
      parentId: whole?.id ?? null,
      lineId: keptAs<RecordId>(story.for) || null,
    })
    known.id = id
    if (story.kept) stage.kept.set(`work-item:${story.kept}`, id)
  })
  const move = (stateId: string) => (context: Asked) =>
    ask(workItems, context).move({ id: known.id, stateId: stateId as WorkStateId })
  act(story.planned, story.by, move('to-do'))
  if (story.assignees) {
    const from = story.begun ?? story.planned ?? story.made
    act(from - 0.01, story.by, (context) =>
      ask(workItems, context).assign({ id: known.id, assignees: story.assignees!.map(idOf) }),
    )
  }
  act(story.begun, doer, move('in-progress'))
  act(story.review, doer, move('in-review'))
  act(story.done, doer, move('done'))
  act(story.cancelled, story.by, move('cancelled'))
  for (const [kept, daysAgo] of story.waits ?? []) {
    act(daysAgo, doer, async (context) => {
      const by = keptAs<RecordId>(`work-item:${kept}`)
      if (by) await ask(workItems, context).block({ id: known.id, by })
    })
  }
  for (const part of story.parts ?? []) tell(told, { ...part, team: story.team }, known)
  return known
}

/** A year of work: finished initiative by initiative, and open where the initiatives are. */
export const demo: Demo = {
  order: 50,
  async fill(stage) {
    const at = (daysAgo: number) => new Date(stage.now.getTime() - daysAgo * DAY_MS)
    const labels = new Map<string, WorkLabelId>()
    for (const name of LABELS) {
      const { id } = await stage.as(ENGINEER, at(390), (context) => ask(workLabels, context).add({ name }))
      labels.set(name, id)
    }
    const acts: Act[] = []
    for (const story of [...PAST, ...AHEAD]) tell({ stage, acts, labels }, story)
    for (const { daysAgo, by, run } of acts.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
      await stage.as(by, at(daysAgo), run)
    }
    const bugs = { type: 'bug', sort: 'priority', closed: '0' }
    await stage.as('Mei Chen', at(60), (context) =>
      ask(workViews, context).save({ name: 'Open bugs', query: bugs, isShared: true }),
    )
    const board = { layout: 'board', team: stage.kept.get('team:APP') ?? '' }
    await stage.as('Priya Nair', at(44), (context) =>
      ask(workViews, context).save({ name: 'Courier app board', query: board, isShared: true }),
    )
  },
}
