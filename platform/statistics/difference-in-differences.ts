import { armOfRatio, type Arm, type Comparison, compareGroups, comparison, type PairedSums } from './two-groups.ts'

/**
 * One person, seen in equally long periods before and after the change, all persons in the same ones. `cluster` names who
 * acts alike or was chosen together (a company, a city); without it each person stands alone.
 */
export type Unit = { cluster?: string; isTreated: boolean; before: readonly number[]; after: readonly number[] }

export type DifferenceInDifferences = {
  method: 'difference in differences'
  absolute: Comparison
  /** As a share of what the treated would have had; undefined where that is zero. */
  relative: Comparison | undefined
  /** How the slope of the treated differed from that of the others before, in units of the metric a period. */
  preTrend: Comparison | undefined
  clusters: { treated: number; control: number }
}

export type DifferenceInDifferencesRefusal =
  | { refused: 'too few clusters' | 'too few periods'; missing: number }
  | { refused: 'slopes differ before'; preTrend: Comparison }
  | { refused: 'constant' }

const LEAST_CLUSTERS = 10
/** Fewer periods have no slope that could be told from chance. */
const LEAST_PERIODS = 3

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The least-squares slope over periods 0, 1, 2, …, a period. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  let over = 0
  let under = 0
  values.forEach((value, period) => {
    over += (period - middle) * value
    under += (period - middle) ** 2
  })
  return over / under
}

/**
 * (T_after − T_before) − (C_after − C_before) for people who got the change and people who did not. Each person is one
 * number, so that many days of one person are not counted as many people; people of one cluster count as one draw: the mean
 * over people is the ratio of a cluster's sum and size, with its delta variance (as in `armOfRatio`), which is what a
 * cluster bootstrap approaches. p and interval as Welch's, with clusters as members.
 *
 * It holds only if both would have moved alike. Where their slopes before differ (p < 0.05) it is refused; that they do not
 * differ is no proof, so `preTrend` is given with its interval. Throws a RangeError on unequal numbers of periods.
 */
export function differenceInDifferences(
  units: readonly Unit[],
  confidence = 0.95,
): DifferenceInDifferences | DifferenceInDifferencesRefusal {
  const [one] = units
  const periods = one?.before.length ?? 0
  if (one && units.some(({ before, after }) => before.length !== periods || after.length !== one.after.length))
    throw new RangeError('All are seen in the same periods.')
  const treated = units.filter(({ isTreated }) => isTreated)
  const control = units.filter(({ isTreated }) => !isTreated)
  const clusters = { treated: clustersOf(treated).length, control: clustersOf(control).length }
  const fewest = Math.min(clusters.treated, clusters.control)
  if (fewest < LEAST_CLUSTERS) return { refused: 'too few clusters', missing: LEAST_CLUSTERS - fewest }
  if (periods < LEAST_PERIODS) return { refused: 'too few periods', missing: LEAST_PERIODS - periods }
  if (!one || one.after.length === 0) return { refused: 'too few periods', missing: 1 }

  const preTrend = compareGroups(
    armOf(control, ({ before }) => slopeOf(before)),
    armOf(treated, ({ before }) => slopeOf(before)),
    'absolute',
    confidence,
  )
  if (preTrend && preTrend.p < 0.05) return { refused: 'slopes differ before', preTrend }

  const gain = ({ before, after }: Unit) => meanOf(after) - meanOf(before)
  const ofControl = armOf(control, gain)
  const absolute = compareGroups(ofControl, armOf(treated, gain), 'absolute', confidence)
  if (!absolute) return { refused: 'constant' }

  const reached = meanOf(treated.map(({ after }) => meanOf(after)))
  const without = meanOf(treated.map(({ before }) => meanOf(before))) + ofControl.mean
  const relativeTo = () => {
    // reached ÷ without − 1, linearised in what each person brings to both.
    const size = Math.abs(without)
    const a = armOf(control, (unit) => (-reached * gain(unit)) / (without * size))
    const b = armOf(
      treated,
      ({ before, after }) => meanOf(after) / size - (reached * meanOf(before)) / (without * size),
    )
    return comparison(a, b, absolute.effect / size, a.variance / a.n + b.variance / b.n, confidence)
  }
  return {
    method: 'difference in differences',
    absolute,
    relative: without === 0 ? undefined : relativeTo(),
    preTrend,
    clusters,
  }
}

function clustersOf(units: readonly Unit[]): Unit[][] {
  const byName = new Map<string, Unit[]>()
  const alone: Unit[][] = []
  for (const unit of units) {
    if (unit.cluster === undefined) alone.push([unit])
    else byName.set(unit.cluster, [...(byName.get(unit.cluster) ?? []), unit])
  }
  return [...alone, ...byName.values()]
}

/** The arm of a number of each person, with clusters as its members. */
function armOf(units: readonly Unit[], numberOf: (unit: Unit) => number): Arm {
  const clusters = clustersOf(units).map((those) => ({
    sum: those.reduce((sum, unit) => sum + numberOf(unit), 0),
    size: those.length,
  }))
  const sums: PairedSums = { n: clusters.length, of: { sum: 0, squares: 0 }, by: { sum: 0, squares: 0 }, products: 0 }
  for (const { sum, size } of clusters) {
    sums.of.sum += sum
    sums.of.squares += sum ** 2
    sums.by.sum += size
    sums.by.squares += size ** 2
    sums.products += sum * size
  }
  return armOfRatio(sums)
}
