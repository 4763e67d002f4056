import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { measureFirstRoute, measureManyItems } from './browser.ts'
import { measureCommands } from './commands.ts'
import { plansOf } from './dataset.ts'
import { measureFanOut } from './fan-out.ts'
import { openBench, SECRET } from './host.ts'
import { measureQueries } from './queries.ts'
import { writeResults } from './results.ts'
import { freePort, serveBuilt } from './servers.ts'
import { DEMO, measureStartUp } from './start-up.ts'
import { measureStatistics } from './statistics.ts'
import { addressOf, folder, openLarge, OWNER } from './store.ts'
import { subjectsOf } from './subjects.ts'
import { measureSustained } from './sustained.ts'
import { printed, type Row } from './table.ts'

const PARTS = ['queries', 'commands', 'sustained', 'fan-out', 'browser', 'start-up'] as const
type Part = (typeof PARTS)[number]

const { values: asked, positionals } = parseArgs({
  /** `statistics` simulates instead, without a database. */
  allowPositionals: true,
  options: {
    /** For `statistics`: how many series a cell of its table. */
    series: { type: 'string', default: '1000' },
    /** 1 is the data set L; less is for trying this program. */
    scale: { type: 'string', default: '1' },
    /** Some of the parts, with commas between; `none` only fills the database. */
    parts: { type: 'string', default: PARTS.join(',') },
    /** Only queries and commands whose name fits this pattern. */
    only: { type: 'string', default: '' },
    /** How often each query and command is timed, at most. */
    times: { type: 'string', default: '150' },
    streams: { type: 'string', default: '2000' },
    /** Leaves the filled database for the next run. */
    keep: { type: 'boolean', default: false },
    /** Writes RESULTS.md also after a run of some parts or of another scale. */
    write: { type: 'boolean', default: false },
  },
})
if (positionals.includes('statistics')) {
  measureStatistics(Number(asked.series))
  process.exit(0)
}
const isAsked = (part: Part) => asked.parts.split(',').includes(part)
const isWhole = PARTS.every(isAsked) && asked.scale === '1' && asked.only === ''
const only = new RegExp(asked.only, 'i')
const scale = Number(asked.scale)
const thorough = { warmUp: 15, most: Number(asked.times), seconds: 6 }
const began = new Date()
const rows: Row[] = []
const say = (row: Row) =>
  console.log(`  ${row.what}: ${row.p50} / ${row.p95}, bare ${row.baseline}, ${row.ratio}, ${row.reached}`)
const add = (more: Row[]) => rows.push(...more)

console.log('The data set')
const [large, board] = plansOf(scale) as [ReturnType<typeof plansOf>[number], ReturnType<typeof plansOf>[number]]
const store = await openLarge(scale, began, (part, seconds) => console.log(`  ${part}: ${seconds.toFixed(1)} s`))
try {
  const bench = openBench(store.connection, store.dataDir)
  try {
    const subjects = await subjectsOf(bench.bare, large.workspaceId)
    console.log('Queries and commands')
    if (isAsked('queries')) add(await measureQueries(bench, subjects, thorough, only, say))
    if (isAsked('commands')) add(await measureCommands(bench, subjects, thorough, only, say))
    if (isAsked('sustained')) add([await measureSustained(bench, 9)])
    const dataDir = path.join(folder, 'server')
    mkdirSync(dataDir, { recursive: true })
    if (isAsked('fan-out')) {
      console.log('Live streams')
      const many = {
        workspaceId: large.workspaceId,
        slug: large.slug,
        streams: Number(asked.streams),
        times: 30,
        dataDir,
      }
      add(await measureFanOut(bench.bare, store.connection, many))
    }
    if (isAsked('browser')) {
      console.log('Ten thousand items in the browser')
      const env = { DATABASE_URL: addressOf(store.connection), DATA_DIR: dataDir, SECRET }
      const server = await serveBuilt(await freePort(), env)
      try {
        add(await measureManyItems(server.url, board.slug, OWNER, 3))
      } finally {
        await server.stop()
      }
    }
  } finally {
    await bench.close()
  }
} finally {
  await store.close({ keep: asked.keep })
}
if (isAsked('start-up') || isAsked('browser')) {
  console.log('npm start, and the demo in the browser')
  const dataDir = path.join(folder, 'demo')
  const inBrowser = isAsked('browser') ? measureFirstRoute : undefined
  add(
    await measureStartUp(
      dataDir,
      isAsked('start-up') ? 5 : 0,
      20,
      async ({ url }) => (await inBrowser?.(url, 'fernway', DEMO, 5)) ?? [],
    ),
  )
}
console.log(`\n${printed(rows)}\n`)
const minutes = (Date.now() - began.getTime()) / 60_000
console.log(`${minutes.toFixed(1)} minutes.`)
if (isWhole || asked.write) writeResults(rows, { began, minutes, scale })
