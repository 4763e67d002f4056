import { readInterruptedSeries } from '#platform/statistics/interrupted-series.ts'
import { levelChange } from '#platform/statistics/level-change.ts'
import { pOf } from '#platform/statistics/mixture.ts'

import { normals, type SimulatedSeries, simulatedSeries } from './simulated-series.ts'

export type ManyRead = { found: number; held: number; halfWidth: number; minimumEffect: number }

/** Reads the change of many simulated series: the share found at 5 %, the share of intervals that hold the truth, mean widths. */
export function readMany(repetitions: number, seed: number, series: SimulatedSeries): ManyRead {
  const normal = normals(seed)
  const total = { found: 0, held: 0, halfWidth: 0, minimumEffect: 0 }
  for (let time = 0; time < repetitions; time++) {
    const reading = readInterruptedSeries({ values: simulatedSeries(normal, series), change: series.changedFrom })
    if ('refused' in reading || !reading.relative) throw new Error('A simulated series was refused.')
    const [low, high] = reading.relative.interval
    if (reading.p < 0.05) total.found++
    if (low <= series.change && series.change <= high) total.held++
    total.halfWidth += (high - low) / 2
    total.minimumEffect += reading.relative.minimumEffect
  }
  return {
    found: total.found / repetitions,
    held: total.held / repetitions,
    halfWidth: total.halfWidth / repetitions,
    minimumEffect: total.minimumEffect / repetitions,
  }
}

/** The share of simulated series whose change the model alone finds at 5 %; a quarter of the work of `readMany`. */
export function shareFound(repetitions: number, seed: number, series: SimulatedSeries): number {
  const normal = normals(seed)
  const window = { from: 0, change: series.changedFrom, to: series.days }
  let found = 0
  for (let time = 0; time < repetitions; time++) {
    const change = levelChange(simulatedSeries(normal, series), window, false)
    if (!change) throw new Error('A simulated series was refused.')
    if (pOf(change.absolute, change.degrees) < 0.05) found++
  }
  return found / repetitions
}
