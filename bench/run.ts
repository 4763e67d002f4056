import { parseArgs } from 'node:util'

import { measureCommands } from './commands.ts'
import { plansOf } from './dataset.ts'
import { openBench } from './host.ts'
import { measureQueries } from './queries.ts'
import { openLarge } from './store.ts'
import { subjectsOf } from './subjects.ts'
import { measureSustained } from './sustained.ts'
import { printed, type Row } from './table.ts'

const PARTS = ['queries', 'commands', 'sustained'] as const
type Part = (typeof PARTS)[number]

const { values: asked } = parseArgs({
  options: {
    /** 1 is the data set L; less is for trying this program. */
    scale: { type: 'string', default: '1' },
    parts: { type: 'string', default: PARTS.join(',') },
    /** Only rows whose name fits this pattern. */
    only: { type: 'string', default: '' },
    times: { type: 'string', default: '150' },
    /** Leaves the filled database for the next run. */
    keep: { type: 'boolean', default: false },
  },
})
const parts = asked.parts.split(',') as Part[]
const only = new RegExp(asked.only, 'i')
const scale = Number(asked.scale)
const thorough = { warmUp: 15, most: Number(asked.times), seconds: 6 }
const rows: Row[] = []
const say = (row: Row) =>
  console.log(`  ${row.what}: ${row.p50} / ${row.p95}, bare ${row.baseline}, ${row.ratio} ${row.reached}`)

const now = new Date()
const [large] = plansOf(scale)
const store = await openLarge(scale, now, (part, seconds) => console.log(`  ${part}: ${seconds.toFixed(1)} s`))
try {
  const bench = openBench(store.connection, store.dataDir)
  try {
    const subjects = await subjectsOf(bench.bare, large!.workspaceId)
    if (parts.includes('queries')) rows.push(...(await measureQueries(bench, subjects, thorough, only, say)))
    if (parts.includes('commands')) rows.push(...(await measureCommands(bench, subjects, thorough, only, say)))
    if (parts.includes('sustained')) rows.push(await measureSustained(bench, 9))
  } finally {
    await bench.close()
  }
} finally {
  await store.close({ keep: asked.keep })
}
console.log(printed(rows))
