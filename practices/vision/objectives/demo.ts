import type { TeamId } from '#commons/people/contract.ts'
import type { RecordId } from '#commons/records/contract.ts'
import { ask } from '#platform/api/ask.ts'
import type { MemberId } from '#platform/auth/identity.ts'
import type { Demo, DemoStage } from '#platform/feature.ts'
import { addDays, dayIn } from '#platform/time/days.ts'

import { checkIns } from './check-ins/contract.ts'
import { weekOf } from './check-ins/rules.ts'
import { objectives } from './contract.ts'
import { cycleOf, type CycleSpan, nextCycle, quarterAt } from './cycles/rules.ts'
import { keyResults } from './key-results/contract.ts'
import type { ObjectiveStory, PromisedStory } from './stories/demo.ts'
import { PAST } from './stories/past/demo.ts'
import { NEXT, NOW, YEAR } from './stories/present/demo.ts'

type Promised = { id: RecordId; story: PromisedStory }
type Act = { at: Date; by: string; run: Parameters<DemoStage['as']>[2] }

/** So many quarters after the one in which a day lies, or its year. */
function cycleFrom(today: string, offset: ObjectiveStory['cycle']): CycleSpan {
  if (offset === 'year') return cycleOf(today.slice(0, 4))!
  let cycle = cycleOf(quarterAt(today))!
  for (let i = 0; i < -offset; i++) cycle = cycleOf(quarterAt(addDays(cycle.startsOn, -1)))!
  for (let i = 0; i < offset; i++) cycle = cycleOf(nextCycle(cycle.key))!
  return cycle
}

const atHour = (day: string, hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
const turn = <Item>(items: Item[] | undefined, i: number) => items?.[Math.min(i, items.length - 1)]

/** All that happens to one objective. What would lie ahead of the demo's last day is left out. */
function actsOf(story: ObjectiveStory, stage: DemoStage): Act[] {
  const today = dayIn('Europe/Berlin', stage.now)
  const cycle = cycleFrom(today, story.cycle)
  const { product = 'Mara Lindqvist', engineering = 'Daniel Okafor' } = story
  const idOf = (name: string | undefined) =>
    stage.members.find((member) => member.name === name)?.id as MemberId | undefined
  // Kept as what it is named.
  const keptAs = <Id extends string>(name: string) => stage.kept.get(name) as Id | undefined
  const acts: Act[] = []
  const act = (day: string, hour: number, by: string, run: Act['run']) => acts.push({ at: atHour(day, hour), by, run })
  // Plans for a later cycle are made before today.
  const begin = cycle.startsOn > today ? addDays(today, -2) : cycle.startsOn
  let id: RecordId
  const promised: Promised[] = []

  act(addDays(begin, -12), 9, product, async (context) => {
    const [productOwnerId, engineeringOwnerId] = [idOf(story.product), idOf(story.engineering)]
    const teamId = keptAs<TeamId>(`team:${story.team}`)
    const made = await ask(objectives, context).create({
      title: story.title,
      cycle: cycle.key,
      serves: (story.serves ?? []).flatMap((name) => keptAs<RecordId>(name) ?? []),
      ...(teamId ? { teamId } : {}),
      ...(productOwnerId ? { productOwnerId } : {}),
      ...(engineeringOwnerId ? { engineeringOwnerId } : {}),
    })
    id = made.id
    stage.kept.set(`objective:${story.kept}`, id)
    for (const one of story.keyResults) promised.push({ id: await promise(context, one), story: one })
  })

  async function promise(context: Parameters<Act['run']>[0], one: PromisedStory) {
    const metricId = one.metric && keptAs<RecordId>(`metric:${one.metric}`)
    const { title, kind, start, target, unit } = one
    const made = await ask(keyResults, context).add({
      objectiveId: id,
      title,
      kind,
      ...(start === undefined ? {} : { start }),
      ...(target === undefined ? {} : { target }),
      ...(unit === undefined ? {} : { unit }),
      ...(metricId
        ? { source: 'metric', metricId, metricDays: one.metricDays ?? 7 }
        : one.feeds
          ? { source: one.feeds }
          : {}),
    })
    if (one.kept) stage.kept.set(`key-result:${one.kept}`, made.id)
    return made.id
  }

  if (story.reaches === 'draft') return acts
  act(addDays(begin, -8), 10, product, (context) => ask(objectives, context).propose({ id }))
  const accept: Act['run'] = async (context) => {
    const { items } = await ask(objectives, context).list({ cycle: cycle.key, limit: 100 })
    const { version } = items.find((one) => one.id === id)!
    return ask(objectives, context).accept({ id, version })
  }
  act(addDays(begin, -6), 11, product, accept)
  if (story.reaches === 'proposed') return acts
  act(addDays(begin, -4), 15, engineering, accept)
  act(begin, 7, product, (context) => ask(objectives, context).activate({ id }))

  const monday = addDays(weekOf(cycle.startsOn), 7)
  const step = 7 * (story.everyWeeks ?? 1)
  for (let i = 0; addDays(monday, i * step) < cycle.endsOn; i++) {
    const day = addDays(monday, i * step)
    story.keyResults.forEach((one, at) => {
      act(addDays(day, 1), 8, product, (context) => {
        const value = one.metric ? undefined : turn(one.values, i)
        const deliversOn = addDays(cycle.endsOn, -6)
        const expectedOn = one.kind === 'delivery date' && day < deliversOn ? deliversOn : undefined
        return ask(checkIns, context).checkIn({
          keyResultId: promised[at]!.id,
          confidence: turn(one.product, i) ?? 6,
          sentence: one.productSays?.[i % one.productSays.length] ?? '',
          ...(value === undefined ? {} : { value }),
          ...(expectedOn ? { expectedOn } : {}),
        })
      })
      if (one.isAwaited && day === weekOf(today)) return
      act(addDays(day, 2), 13, engineering, (context) =>
        ask(checkIns, context).checkIn({
          keyResultId: promised[at]!.id,
          confidence: turn(one.engineering, i) ?? 6,
          sentence: one.engineeringSays?.[i % one.engineeringSays.length] ?? '',
        }),
      )
    })
  }
  if (story.reaches === 'active') return acts

  for (const [at, one] of story.keyResults.entries()) {
    if (one.kind === 'delivery date')
      act(addDays(cycle.endsOn, -6), 16, engineering, (context) =>
        ask(keyResults, context).recordValue({ id: promised[at]!.id, isDelivered: true }),
      )
    const { grade, gradeNote = '' } = one
    if (grade !== undefined)
      act(addDays(cycle.endsOn, 3), 10, product, (context) =>
        ask(keyResults, context).grade({ id: promised[at]!.id, grade, note: gradeNote }),
      )
  }
  act(addDays(cycle.endsOn, 4), 11, product, async (context) => {
    const keyResultIds = promised.filter((one) => one.story.rollsOver).map((one) => one.id)
    if (keyResultIds.length > 0) await ask(objectives, context).rollOver({ id, keyResultIds })
    return ask(objectives, context).finish({ id, learned: story.learned ?? '' })
  })
  return acts
}

/** Fernway’s goals of a year: three quarters graded, one running, one being drafted. */
export const demo: Demo = {
  order: 30,
  async fill(stage) {
    // What others serve is told first.
    for (const story of [...YEAR, ...PAST, ...NOW, ...NEXT]) {
      const acts = actsOf(story, stage)
        .filter(({ at }) => at < stage.now)
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      for (const { at, by, run } of acts) await stage.as(by, at, run)
    }
  },
}
