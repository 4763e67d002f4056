import type { FunnelQuestion } from '#practices/outcomes/questions/funnels/contract.ts'
import type { Part } from '#practices/outcomes/questions/properties/contract.ts'

import { byPerson, fits, fitsAll, type PlainEvent, textOf, type World } from './events.ts'
import { daysOf, labelOf } from './periods.ts'
import { meanOf, partsBy, percentile, ranked } from './trends.ts'

/** Places in the events of a person: of each step in turn. */
type Way = number[]

/** Tries every way through a person's events. */
function bestWay(world: World, question: FunnelQuestion, unsorted: PlainEvent[]) {
  const { steps, order, exclusions, windowSeconds, range } = question
  const lowest = (event: PlainEvent) => {
    const step = steps.findIndex((one) => fits(world, event, one))
    return step === -1 ? 99 : step
  }
  const counted =
    order === 'strictly'
      ? unsorted
      : unsorted.filter(
          (event) => lowest(event) !== 99 || exclusions.some((exclusion) => fits(world, event, exclusion.event)),
        )
  const events = [...counted].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || lowest(a) - lowest(b) || (a.id < b.id ? -1 : 1),
  )
  const { from, to } = daysOf(range, world)
  const isInRange = ({ at }: PlainEvent) => {
    const day = labelOf('day', world.timeZone, at)
    return day >= from && day <= to
  }
  const time = (place: number) => events[place]!.at.getTime()
  const isInWindow = (way: Way, place: number) => time(place) <= time(way[0]!) + windowSeconds * 1000
  const fitsStep = (place: number, step: number) => fits(world, events[place]!, steps[step]!)
  const places = events.map((_, i) => i)

  if (order === 'any order') {
    const ways = places
      .filter((place) => lowest(events[place]!) !== 99 && isInRange(events[place]!))
      .map((place) => {
        const firsts = steps
          .map((_, step) =>
            places.find((later) => later >= place && isInWindow([place], later) && fitsStep(later, step)),
          )
          .filter((found) => found !== undefined)
        return { entry: place, times: firsts.map(time).sort((a, b) => a - b) }
      })
    return (
      ways.sort(
        (a, b) => b.times.length - a.times.length || a.times.at(-1)! - b.times.at(-1)! || b.entry - a.entry,
      )[0] && { events, ...ways[0]! }
    )
  }

  const ways: Way[] = []
  const isExcluded = (way: Way) =>
    exclusions.some(({ event, after, before }) => {
      if (way.length < after) return false
      const end = way[Math.min(before, way.length) - 1]!
      return places.some((place) => place > way[after - 1]! && place <= end && fits(world, events[place]!, event))
    })
  const follow = (way: Way) => {
    if (isExcluded(way)) return
    ways.push(way)
    if (way.length === steps.length) return
    for (const place of places) {
      if (place <= way.at(-1)! || !isInWindow(way, place) || !fitsStep(place, way.length)) continue
      if (order === 'strictly' && place !== way.at(-1)! + 1) continue
      follow([...way, place])
    }
  }
  for (const place of places) if (fitsStep(place, 0) && isInRange(events[place]!)) follow([place])
  const best = ways.sort((a, b) => {
    if (a.length !== b.length) return b.length - a.length
    if (a.at(-1) !== b.at(-1)) return a.at(-1)! - b.at(-1)!
    const differs = a.findLastIndex((place, i) => place !== b[i])
    return differs === -1 ? 0 : b[differs]! - a[differs]!
  })[0]
  return best && { events, entry: best[0]!, times: best.map(time) }
}

/** The furthest way of each person, and what the breakdown makes of them. */
export function funnelByHand(world: World, question: FunnelQuestion) {
  const { filters, breakdown, steps, range } = question
  const { from } = daysOf(range, world)
  const seen = world.events.filter(
    (event) => fitsAll(world, event, filters) && labelOf('day', world.timeZone, event.at) >= from,
  )
  const people = [...byPerson(world, seen)].flatMap(([, events]) => {
    const way = bestWay(world, question, events)
    if (!way) return []
    const text = breakdown ? textOf(world, way.events[way.entry]!, breakdown.property) : null
    return [{ times: way.times, text }]
  })
  type Person = (typeof people)[number]
  const seconds = (of: Person[], from: number, to: number) =>
    of.filter(({ times }) => times.length >= to).map(({ times }) => (times[to - 1]! - times[from - 1]!) / 1000)
  const shown = (part: Part, of: Person[]) => ({
    part,
    steps: steps.map((_, i) => ({
      people: of.filter(({ times }) => times.length > i).length,
      meanSeconds: i === 0 ? null : meanOf(seconds(of, i, i + 1)),
      medianSeconds: i === 0 ? null : percentile(seconds(of, i, i + 1), 0.5),
    })),
    meanSeconds: meanOf(seconds(of, 1, steps.length)),
    medianSeconds: percentile(seconds(of, 1, steps.length), 0.5),
  })
  const all = shown({ kind: 'all', text: '' }, people)
  if (!breakdown) return [all]
  const parts = partsBy(ranked(people.map(({ text }) => text)), breakdown.top, ({ text }: Person) => text)
  return [all, ...parts.map(({ part, holds }) => shown(part, people.filter(holds)))]
}
