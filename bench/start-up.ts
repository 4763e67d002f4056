import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { figuresOf } from './measure.ts'
import { freePort, memoryOf, root, type Running, serve } from './servers.ts'
import { ms, type Row } from './table.ts'

const GROUP = 'Start and memory, with the demo workspace S'
export const DEMO = { email: 'demo@example.com', password: 'a long enough password' }

/** `npm start` as a person types it, with the npm that runs this program. */
const npmStart = (port: number, dataDir: string) => {
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js')
    ? [process.env.npm_node_execpath ?? process.execPath, [npm, 'start']]
    : ['npm', ['start']]
  return serve(command, args, { port, ready: '/', env: { DATA_DIR: dataDir, BASE_URL: `http://127.0.0.1:${port}` } })
}

/** A data folder with the demo in it; its database is made and filled by the built program. */
function seedSmall(dataDir: string) {
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/server/throughline.mjs'), 'seed', '--email', DEMO.email, '--password', DEMO.password],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', DATA_DIR: dataDir },
    },
  )
  if (status !== 0) throw new Error(`The demo could not be made.\n${stderr}`)
}

/** Starts and stops it some times, looks at its memory, and leaves it running for `then`. */
export async function measureStartUp(
  dataDir: string,
  times: number,
  idleSeconds: number,
  then: (running: Running) => Promise<Row[]>,
) {
  const rows: Row[] = []
  const fresh = `${dataDir}-fresh`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o711 })
  const first = await npmStart(await freePort(), fresh)
  await first.stop()
  rmSync(fresh, { recursive: true, force: true })

  seedSmall(dataDir)
  const took: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const running = await npmStart(await freePort(), dataDir)
    took.push(running.ms)
    await running.stop()
  }
  const figures = figuresOf(took)
  rows.push(
    {
      group: GROUP,
      what: 'npm start, installed and built, to a served page, embedded database',
      reach: '≤ 4 s',
      p50: ms(figures.p50),
      p95: ms(figures.p95),
      baseline: '–',
      ratio: '–',
      reached: figures.p95 <= 4000 ? 'yes' : 'no',
    },
    {
      group: GROUP,
      what: 'the very first start, which makes the database',
      reach: '–',
      p50: ms(first.ms),
      p95: '–',
      baseline: '–',
      ratio: '–',
      reached: '–',
    },
  )
  const running = await npmStart(await freePort(), dataDir)
  try {
    await pause(idleSeconds * 1000)
    const memory = memoryOf(running.pid)
    if (memory) {
      rows.push({
        group: GROUP,
        what: `memory of all ${memory.processes} processes of npm start, idle (shared pages once; the plain sum is ${Math.round(memory.resident)} MB)`,
        reach: '≤ 350 MB',
        p50: `${Math.round(memory.proportional)} MB`,
        p95: '–',
        baseline: '–',
        ratio: '–',
        reached: memory.proportional <= 350 ? 'yes' : 'no',
      })
    }
    rows.push(...(await then(running)))
  } finally {
    await running.stop()
  }
  return rows
}
