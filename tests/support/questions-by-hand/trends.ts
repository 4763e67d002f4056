import type { Part } from '#practices/outcomes/questions/properties/contract.ts'
import type { Series, TrendsQuestion } from '#practices/outcomes/questions/trends/contract.ts'

import { byPerson, fits, fitsAll, numberOf, personOf, type PlainEvent, textOf, type World } from './events.ts'
import { labelOf, labelsOf, neighbour } from './periods.ts'

type Line = {
  of: string
  part: Part
  values: (number | null)[]
  total: number | null
  previous: (number | null)[] | null
  previousTotal: number | null
  people: number | null
}

/** the place (n - 1) * p between the sorted values, in proportion. */
export function percentile(values: readonly number[], p: number) {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]!
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place))
}
export const meanOf = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length

const SHARE = { median: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 }

function measured(world: World, events: readonly PlainEvent[], { measure }: Series): number | null {
  const perPerson = [...byPerson(world, events).values()].map((theirs) => theirs.length)
  switch (measure.of) {
    case 'events':
      return events.length
    case 'people':
      return perPerson.length
    case 'events per person':
      return measure.by === 'mean' ? meanOf(perPerson) : percentile(perPerson, 0.5)
    case 'groups':
      return new Set(events.map((event) => event.groups[measure.group]).filter(Boolean)).size
    case 'numbers': {
      const numbers = events.map((event) => numberOf(world, event, measure.property)).filter((one) => one !== null)
      if (numbers.length === 0) return null
      if (measure.by === 'sum') return numbers.reduce((a, b) => a + b, 0)
      if (measure.by === 'mean') return meanOf(numbers)
      if (measure.by === 'min') return Math.min(...numbers)
      if (measure.by === 'max') return Math.max(...numbers)
      return percentile(numbers, SHARE[measure.by])
    }
  }
}

/** Values by how often they come, equals by their text, those without one last. */
export function ranked(texts: readonly (string | null)[]) {
  const counts = new Map<string | null, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .sort(
      ([a, timesA], [b, timesB]) =>
        timesB - timesA || Number(a === null) - Number(b === null) || (String(a) < String(b) ? -1 : 1),
    )
    .map(([text]) => text)
}

/** The parts of a breakdown and who belongs to each. */
export function partsBy<Item>(
  rankedTexts: readonly (string | null)[],
  top: number,
  textOfItem: (item: Item) => string | null,
) {
  const shown = rankedTexts.slice(0, top)
  const parts = shown.map((text) => ({
    part: (text === null ? { kind: 'not set', text: '' } : { kind: 'value', text }) as Part,
    holds: (item: Item) => textOfItem(item) === text,
  }))
  if (rankedTexts.length <= top) return parts
  return [
    ...parts,
    { part: { kind: 'other', text: '' } as Part, holds: (item: Item) => !shown.includes(textOfItem(item)) },
  ]
}

/** Lines without their formulas' previous ones being treated apart: everything straight from the events. */
export function trendsByHand(world: World, question: TrendsQuestion): { labels: string[]; lines: Line[] } {
  const { interval, range, breakdown, series, filters } = question
  const labels = labelsOf(range, interval, world)
  const before = question.isCompared
    ? labels.map((label) =>
        interval === 'hour'
          ? new Date(Date.parse(label) - labels.length * 3_600_000).toISOString()
          : neighbour(label, interval, -labels.length),
      )
    : []
  const isIn = (names: readonly string[]) => (event: PlainEvent) =>
    names.includes(labelOf(interval, world.timeZone, event.at)) && fitsAll(world, event, filters)
  const now = world.events.filter(isIn(labels))
  const earlier = world.events.filter(isIn(before))

  const text = (event: PlainEvent) => textOf(world, event, breakdown!.property)
  const parts = breakdown
    ? partsBy(
        ranked(now.filter((event) => series.some((one) => fits(world, event, one))).map(text)),
        breakdown.top,
        text,
      )
    : [{ part: { kind: 'all', text: '' } as Part, holds: () => true }]

  const lines = series.flatMap((one, i) =>
    parts.map(({ part, holds }): Line => {
      const own = now.filter((event) => fits(world, event, one) && holds(event))
      const ownEarlier = earlier.filter((event) => fits(world, event, one) && holds(event))
      const at = (events: PlainEvent[], label: string) =>
        measured(
          world,
          events.filter((event) => labelOf(interval, world.timeZone, event.at) === label),
          one,
        )
      return {
        of: 'ABCDEFGHIJ'[i]!,
        part,
        values: labels.map((label) => at(own, label)),
        total: measured(world, own, one),
        previous: question.isCompared ? before.map((label) => at(ownEarlier, label)) : null,
        previousTotal: question.isCompared ? measured(world, ownEarlier, one) : null,
        people: new Set(own.map((event) => personOf(world, event))).size,
      }
    }),
  )
  const smooth = (values: (number | null)[] | null) =>
    values?.map((_, i) =>
      question.smoothing === 1
        ? values[i]!
        : meanOf(values.filter((value, j) => value !== null && j <= i && j > i - question.smoothing) as number[]),
    ) ?? null
  return {
    labels,
    lines: lines.map((line) => ({ ...line, values: smooth(line.values)!, previous: smooth(line.previous) })),
  }
}
