// The built server for the journeys, on a data folder that is empty at each start. What it says is also in server.log
// there, the link for the first set-up among it.
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(process.env.DATA_DIR!)
if (!folder.includes(`${path.sep}.cache${path.sep}`)) throw new Error(`${folder} is not a folder for tests.`)

// Root keeps the database elsewhere when the checkout is closed to others.
const pointer = path.join(folder, 'postgres-is-at')
if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true, mode: 0o711 })

const server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/throughline.mjs', 'serve'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
server.stdout.pipe(createWriteStream(path.join(folder, 'server.log')))
server.stdout.pipe(process.stdout)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 1))
