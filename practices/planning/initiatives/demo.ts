import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { signoffs } from '#commons/signoffs/contract.ts'
import type { Asked } from '#platform/api/answer.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'
import { addDays, dayIn } from '#platform/time/days.ts'

import { initiatives } from './contract.ts'
import { AHEAD } from './stories/ahead/demo.ts'
import type { Story } from './stories/demo.ts'
import { PAST } from './stories/past/demo.ts'

type Known = { id: RecordId; key: string }
type Act = { daysAgo: number; by: string; run: (context: Asked) => Promise<unknown> }

const PRODUCT = 'Mara Lindqvist'
const ENGINEERING = 'Daniel Okafor'

/** All that happens to one initiative, each act by the member of the side that may. */
function actsOf(story: Story, stage: DemoStage): Act[] {
  const { title, added, product = PRODUCT, engineering = ENGINEERING, sized, resized, reshaped, value, effect } = story
  let known: Known
  const idOf = (name: string | undefined) => stage.members.find((member) => member.name === name)?.id
  const keptAs = <Id extends string>(name: string) => stage.kept.get(name) as Id | undefined // Kept as what it is named.
  const acts: Act[] = []
  const act = (daysAgo: number, by: string, run: Act['run']) => acts.push({ daysAgo, by, run })

  act(...added, async (context) => {
    const [productOwnerId, engineeringOwnerId] = [idOf(story.product), idOf(story.engineering)]
    const teamId = keptAs<TeamId>(`team:${story.team}`)
    known = await ask(initiatives, context).create({
      title,
      serves: (story.serves ?? []).flatMap((name) => keptAs<RecordId>(name) ?? []).slice(0, 1),
      ...(teamId ? { teamId } : {}),
      ...(productOwnerId ? { productOwnerId: productOwnerId as MemberId } : {}),
      ...(engineeringOwnerId ? { engineeringOwnerId: engineeringOwnerId as MemberId } : {}),
    })
    stage.kept.set(`initiative:${story.kept}`, known.id)
  })
  const metricId = effect && keptAs<RecordId>(`metric:${effect[0]}`)
  const expected =
    effect && metricId
      ? { metricId, direction: effect[1], size: effect[2], measure: effect[3], windowDays: effect[4] }
      : null
  if (value)
    act(value[0], product, (context) =>
      ask(initiatives, context).sayValue({ id: known.id, value: value[1], effect: expected, saw: 0 }),
    )
  if (story.asked) act(story.asked, product, (context) => ask(initiatives, context).askFeasibility({ id: known.id }))
  const size = (lowDays: number, highDays: number, saw: number) => (context: Asked) =>
    ask(initiatives, context).giveFeasibility({
      id: known.id,
      lowDays,
      highDays,
      saw,
      confidence: sized![3],
      dateRisk: sized![4],
      requirements: story.requirements ?? '',
      constraints: story.constraints ?? '',
      unknowns: story.unknowns ?? '',
      dateRiskWhy: story.dateRiskWhy ?? '',
    })
  if (sized) act(sized[0] - 0.3, engineering, size(sized[1], sized[2], 0))
  if (reshaped)
    act(reshaped[0], product, (context) => {
      const [, text, reason] = reshaped
      const said = { id: known.id, value: text, reason, effect: expected, saw: 1, becauseOfConstraint: true }
      return ask(initiatives, context).sayValue(said)
    })
  if (resized) act(resized[0], engineering, size(resized[1], resized[2], 1))
  const accept = async (context: Asked) => {
    const { version } = await ask(initiatives, context).get({ key: known.key })
    return ask(signoffs, context).sign({ recordId: known.id, version })
  }
  if (story.accepted) {
    act(story.accepted, engineering, accept)
    act(story.accepted - 0.2, product, accept)
  }
  for (const [daysAgo, column, reason] of story.moves ?? [])
    act(daysAgo, product, (context) =>
      ask(initiatives, context).move({
        id: known.id,
        column,
        ...(reason ? { reason, agreed: [idOf(engineering) as MemberId] } : {}),
      }),
    )
  for (const [daysAgo, inDays, reason] of story.targets ?? [])
    act(daysAgo, product, (context) =>
      ask(initiatives, context).aim({
        id: known.id,
        targetOn: addDays(dayIn('Europe/Berlin', stage.now), inDays),
        ...(reason ? { reason, agreed: [idOf(engineering) as MemberId] } : {}),
      }),
    )
  for (const [daysAgo, by, quote, source] of story.quotes ?? [])
    act(daysAgo - 0.1, by, (context) => ask(initiatives, context).addEvidence({ id: known.id, quote, source }))
  return acts
}

const DAY_MS = 86_400_000

/** Fernway’s roadmap: what it decided, reshaped, moved and dropped in a year. */
export const demo: Demo = {
  order: 40,
  async fill(stage) {
    // As it happened: all initiatives side by side, not one after the other.
    const acts = [...PAST, ...AHEAD].flatMap((story) => actsOf(story, stage)).toSorted((a, b) => b.daysAgo - a.daysAgo)
    for (const { daysAgo, by, run } of acts) await stage.as(by, new Date(stage.now.getTime() - daysAgo * DAY_MS), run)
  },
}
