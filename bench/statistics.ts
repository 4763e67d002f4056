import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { readMany } from '#tests/support/read-many.ts'
import { normals, simulatedSeries } from '#tests/support/simulated-series.ts'

const share = (value: number) => `${(100 * value).toFixed(1)} %`

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const HEAD = [
  'ρ',
  'trend',
  'false alarms',
  'coverage',
  'power at +5 %',
  'power at +10 %',
  'mean half-width',
  'its minimum effect',
]

/** One table of the interrupted time series over correlations and trends, each cell from so many series. */
function rowsOf(days: number, after: number, repetitions: number, say: (row: readonly string[]) => void): string[][] {
  return [0, 0.002].flatMap((trend) =>
    [0, 0.3, 0.6, 0.8].map((rho) => {
      const shape = { days, rho, trend, changedFrom: days - after }
      const unchanged = readMany(repetitions, 1, { ...shape, change: 0 })
      const five = readMany(repetitions, 2, { ...shape, change: 0.05 })
      const ten = readMany(repetitions, 3, { ...shape, change: 0.1 })
      const row = [
        String(rho),
        `${(trend * 700).toFixed(1)} % a week`,
        share(unchanged.found),
        share(five.held),
        share(five.found),
        share(ten.found),
        share(unchanged.halfWidth),
        share(unchanged.minimumEffect),
      ]
      say(row)
      return row
    }),
  )
}

/** Simulates what the promises of `platform/statistics` rest on, prints the tables and keeps them in RESULTS-statistics.md. */
export function measureStatistics(repetitions: number) {
  const began = Date.now()
  const say = (row: readonly string[]) => console.log(`  ${row.join('  ')}`)
  // The same numbers on every machine; said here so that a change of the generator is seen.
  const [first] = simulatedSeries(normals(1), { days: 1, rho: 0, trend: 0, changedFrom: 1, change: 0 })
  console.log(`Interrupted time series, ${repetitions} series a cell\n  ${HEAD.join('  ')}`)
  const plain = rowsOf(84, 14, repetitions, say)
  const few = Math.max(20, Math.round(repetitions / 10))
  console.log(`With placebo dates, ${few} series a cell`)
  const calibrated = rowsOf(196, 14, few, say)
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  const text = `# How honest the readings are

Written by \`npm run bench -- statistics\`; do not edit by hand. Seeds are fixed (the first value is ${first!.toFixed(6)}); it took ${minutes} minutes.

Daily series: level 1000, standard deviation 40, weekends lower by a fifth, errors with correlation ρ between neighbouring days. The change comes
14 days before the end. A false alarm is p < 0.05 on an unchanged series; coverage is the share of 95 % intervals of the relative effect that hold a true +5 %.
The bar: at most 7 % false alarms and at least 93 % coverage at ρ 0, 0.3 and 0.6 with and without trend. ρ 0.8 is beyond the bar, to see how it goes on.

## 70 days before: the model alone (${repetitions} series a cell)

A rate of 5 % has a standard error of ${share(Math.sqrt((0.05 * 0.95) / repetitions))}.

${table(HEAD, plain)}

## 182 days before: with placebo dates (${few} series a cell)

A rate of 5 % has a standard error of ${share(Math.sqrt((0.05 * 0.95) / few))}. Placebo dates only ever widen, so power is the price.

${table(HEAD, calibrated)}
`
  writeFileSync(path.join(import.meta.dirname, 'RESULTS-statistics.md'), text)
  console.log(`${minutes} minutes.`)
}
