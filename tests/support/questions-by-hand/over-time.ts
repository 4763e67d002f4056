import type { LifecycleQuestion } from '#practices/outcomes/questions/lifecycles/contract.ts'
import type { RetentionQuestion } from '#practices/outcomes/questions/retention/contract.ts'
import type { StickinessQuestion } from '#practices/outcomes/questions/stickiness/contract.ts'

import { byPerson, fits, fitsAll, type World } from './events.ts'
import { isUnfinished, labelOf, labelsOf, neighbour } from './periods.ts'

/** Rows of cells, and the means of columns. */
export function retentionByHand(world: World, question: RetentionQuestion) {
  const { start, comeBack, period, periods, who, counting, range, filters } = question
  const labels = labelsOf(range, period, world)
  const label = ({ at }: { at: Date }) => labelOf(period, world.timeZone, at)
  const people = [
    ...byPerson(
      world,
      world.events.filter((event) => fitsAll(world, event, filters)),
    ).values(),
  ]
  const rows = labels.map((row) => {
    const inRow = people.filter((events) => {
      const starts = events.filter((event) => fits(world, event, start)).map(label)
      return who === 'first time' ? starts[0] === row : starts.includes(row)
    })
    const cells = Array.from({ length: periods + 1 }, (_, n) => {
      if (n === 0) return inRow.length
      const then = neighbour(row, period, n)
      if (isUnfinished(then, period, world)) return null
      return inRow.filter((events) => {
        const returns = events.filter((event) => fits(world, event, comeBack)).map(label)
        return returns.some((one) => (counting === 'or later' ? one >= then : one === then))
      }).length
    })
    return { label: row, cells }
  })
  const means = Array.from({ length: periods + 1 }, (_, n) => {
    const known = rows.filter(({ cells }) => cells[n] !== null)
    const size = known.reduce((sum, { cells }) => sum + cells[0]!, 0)
    return size === 0 ? null : known.reduce((sum, { cells }) => sum + cells[n]!, 0) / size
  })
  return { rows, means }
}

/** People by the number of periods. */
export function stickinessByHand(world: World, { event, period, range, filters }: StickinessQuestion) {
  const labels = labelsOf(range, period, world)
  const fitting = world.events.filter((one) => fits(world, one, event) && fitsAll(world, one, filters))
  const periods = [...byPerson(world, fitting).values()].map(
    (events) => labels.filter((label) => events.some(({ at }) => labelOf(period, world.timeZone, at) === label)).length,
  )
  return labels.map((_, i) => periods.filter((count) => count === i + 1).length)
}

/** People by state and period. */
export function lifecycleByHand(world: World, { event, period, range, filters }: LifecycleQuestion) {
  const labels = labelsOf(range, period, world)
  const fitting = world.events.filter((one) => fits(world, one, event) && fitsAll(world, one, filters))
  const people = [...byPerson(world, fitting).values()].map((events) =>
    events.map(({ at }) => labelOf(period, world.timeZone, at)),
  )
  const count = (holds: (active: string[], label: string, before: string) => boolean) =>
    labels.map((label) => people.filter((active) => holds(active, label, neighbour(label, period, -1))).length)
  return {
    new: count((active, label) => active[0] === label),
    returning: count((active, label, before) => active.includes(label) && active.includes(before)),
    resurrecting: count(
      (active, label, before) => active.includes(label) && !active.includes(before) && active[0]! < label,
    ),
    dormant: count((active, label, before) => !active.includes(label) && active.includes(before)).map((people, i) =>
      isUnfinished(labels[i]!, period, world) ? null : people,
    ),
  }
}
