export const CYCLE_KINDS = ['quarter', 'year', 'years'] as const
export type CycleKind = (typeof CYCLE_KINDS)[number]

export type CycleSpan = { key: string; kind: CycleKind; name: string; startsOn: string; endsOn: string }

/** The most years that one cycle may span. */
const MOST_YEARS = 10

const STARTS = ['01-01', '04-01', '07-01', '10-01']
const ENDS = ['03-31', '06-30', '09-30', '12-31']

/**
 * A cycle is known by its key alone: `2026-Q3` is a quarter of the calendar, `2026` a year, `2026-2028` several years,
 * from the first day to the last. Undefined when the key means none.
 */
export function cycleOf(key: string): CycleSpan | undefined {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d{4})))?$/.exec(key)
  if (!match) return
  const [, year = '', quarter, lastYear] = match
  if (quarter) {
    const i = Number(quarter) - 1
    return {
      key,
      kind: 'quarter',
      name: `Q${quarter} ${year}`,
      startsOn: `${year}-${STARTS[i]}`,
      endsOn: `${year}-${ENDS[i]}`,
    }
  }
  if (!lastYear) return { key, kind: 'year', name: year, startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }
  const years = Number(lastYear) - Number(year) + 1
  if (years < 2 || years > MOST_YEARS) return
  return { key, kind: 'years', name: `${year}–${lastYear}`, startsOn: `${year}-01-01`, endsOn: `${lastYear}-12-31` }
}

/** The quarter in which a day lies. */
export const quarterAt = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The cycle of the same kind and length that follows. */
export function nextCycle(key: string): string {
  const cycle = cycleOf(key)
  if (!cycle) throw new Error(`${key} is no cycle.`)
  const year = Number(cycle.startsOn.slice(0, 4))
  const lastYear = Number(cycle.endsOn.slice(0, 4))
  if (cycle.kind === 'year') return `${year + 1}`
  if (cycle.kind === 'years') return `${lastYear + 1}-${lastYear + 1 + (lastYear - year)}`
  const quarter = Number(key.slice(-1))
  return quarter === 4 ? `${year + 1}-Q1` : `${year}-Q${quarter + 1}`
}

/** The cycles that are there by themselves on a day: this quarter and the next, this year, and this with the two after. */
export function standingCycles(today: string): string[] {
  const quarter = quarterAt(today)
  const year = Number(today.slice(0, 4))
  return [quarter, nextCycle(quarter), `${year}`, `${year}-${year + 2}`]
}

type When = 'past' | 'current' | 'coming'

export function whenIs({ startsOn, endsOn }: { startsOn: string; endsOn: string }, today: string): When {
  if (endsOn < today) return 'past'
  return startsOn > today ? 'coming' : 'current'
}

/** Newest first; of those that begin on one day the shorter first. */
export const byStart = (one: CycleSpan, other: CycleSpan) =>
  other.startsOn.localeCompare(one.startsOn) || one.endsOn.localeCompare(other.endsOn)
