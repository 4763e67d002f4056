import type { PathEdge, PathsQuestion } from '#practices/outcomes/questions/paths/contract.ts'

import { byPerson, fitsAll, type PlainEvent, type World } from './events.ts'
import { daysOf, labelOf } from './periods.ts'

const GAP_MS = 30 * 60_000

/** Visits and the edges that most of them took. */
export function pathsByHand(world: World, question: PathsQuestion) {
  const { startAt, endAt, only, without, steps, range, filters } = question
  const days = daysOf(range, world)
  const counted = world.events.filter((event) => {
    const day = labelOf('day', world.timeZone, event.at)
    const isNamed = (only.length === 0 || only.includes(event.name)) && !without.includes(event.name)
    return day >= days.from && day <= days.to && isNamed && fitsAll(world, event, filters)
  })
  const paths = [...byPerson(world, counted)].flatMap(([person, events]) => {
    const visits: PlainEvent[][] = []
    for (const event of events) {
      const last = visits.at(-1)?.at(-1)
      if (last && event.at.getTime() - last.at.getTime() <= GAP_MS) visits.at(-1)!.push(event)
      else visits.push([event])
    }
    return visits.map((visit) => {
      const names = visit.map(({ name }) => name).filter((name, i, all) => name !== all[i - 1])
      if (startAt)
        return { person, path: names.includes(startAt) ? names.slice(names.indexOf(startAt)).slice(0, steps) : [] }
      if (endAt) return { person, path: names.slice(0, names.lastIndexOf(endAt) + 1).slice(-steps) }
      return { person, path: names.slice(0, steps) }
    })
  })
  const taken = paths.filter(({ path }) => path.length >= 2)
  const edges = new Map<string, PathEdge & { by: Set<string> }>()
  for (const { person, path } of taken) {
    for (let i = 0; i < path.length - 1; i++) {
      const step = endAt ? steps - path.length + i + 1 : i + 1
      const key = JSON.stringify([step, path[i], path[i + 1]])
      const edge = edges.get(key) ?? {
        step,
        from: path[i]!,
        to: path[i + 1]!,
        visits: 0,
        people: 0,
        by: new Set<string>(),
      }
      edge.visits++
      edge.by.add(person)
      edges.set(key, { ...edge, people: edge.by.size })
    }
  }
  const sorted = [...edges.values()].sort(
    (a, b) =>
      b.visits - a.visits || a.step - b.step || (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1),
  )
  return {
    visits: taken.length,
    people: new Set(taken.map(({ person }) => person)).size,
    edges: sorted
      .slice(0, question.edges)
      .map(({ step, from, to, visits, people }) => ({ step, from, to, visits, people })),
  }
}
