import type { RecordSummary, RecordType } from '#commons/records/contract.ts'

import type { Line, LineStep } from '../contract.ts'

/** How high each type hangs on the line; the vision highest. */
const HEIGHT: Record<RecordType, number> = {
  vision: 9,
  clause: 8,
  objective: 7,
  'key-result': 6,
  initiative: 5,
  'work-item': 4,
  change: 3,
  release: 2,
  'success-review': 1,
  metric: 1,
  question: 0,
  dashboard: 0,
  page: 0,
  'shout-out': 0,
}

export const heightOf = (type: RecordType) => HEIGHT[type]

/** A record on the drawn line; `depth` is 0 on the stroke itself and 1 for what branches off it. */
export type Drawn = { step: LineStep; depth: number }

/** The stroke upward, from the highest down to the parent: one way to the vision, and what else is above branching off. */
export function drawnAbove(line: Line): Drawn[] {
  const trunk = trunkOf(line)
  return line.why
    .map((step) => ({ step, depth: trunk.has(step.record.id) ? 0 : 1 }))
    .toSorted(
      (a, b) =>
        b.step.distance - a.step.distance ||
        a.depth - b.depth ||
        heightOf(b.step.record.type) - heightOf(a.step.record.type),
    )
}

/** The ids of the records on one way upward: the shortest to the vision, or to the highest there is. */
function trunkOf(line: Line) {
  const byId = new Map(line.why.map((step) => [step.record.id as string, step]))
  const highest = line.why.toSorted(
    (a, b) => heightOf(b.record.type) - heightOf(a.record.type) || a.distance - b.distance,
  )[0]
  const trunk = new Set<string>()
  for (let step = highest; step && !trunk.has(step.record.id); step = byId.get(step.via.recordId)) {
    trunk.add(step.record.id)
  }
  return trunk
}

/** Where the line ends short of the vision: the record itself or the highest above it. Undefined when it reaches it. */
export function looseEnd(line: Line): RecordSummary | undefined {
  if (line.reachesVision) return
  const top = drawnAbove(line).find(({ depth }) => depth === 0)
  return top?.step.record ?? line.record
}

const DEEPEST = 3

/** What came of it, as a tree in reading order: each record right below the one that it hangs on. A single one stays on the stroke. */
export function drawnBelow(line: Line): Drawn[] {
  const under = Map.groupBy(line.cameOfIt, (step) => step.via.recordId as string)
  const drawn: Drawn[] = []
  const add = (id: string, depth: number) => {
    const steps = (under.get(id) ?? []).toSorted((a, b) => heightOf(b.record.type) - heightOf(a.record.type))
    const at = Math.min(steps.length > 1 ? depth + 1 : depth, DEEPEST)
    for (const step of steps) {
      drawn.push({ step, depth: at })
      add(step.record.id, at)
    }
  }
  add(line.record.id, 0)
  return drawn
}
