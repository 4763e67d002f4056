import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { PASSWORD } from './journey.ts'

/** Who a killable server's workspace belongs to. */
export const KILLS_OWNER = { email: 'ana@example.com', password: PASSWORD }

/** The built server on a port and a data folder of its own, which a test kills and starts again. */
export function killableServer(beside: number) {
  const port = Number(process.env.E2E_PORT ?? 3199) + beside
  const base = `http://localhost:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    BASE_URL: base,
    DATA_DIR: path.resolve(`.cache/e2e-${port}`),
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
  }

  /** Resolves when it answers that it is ready; at most a minute. */
  async function start(): Promise<ChildProcess> {
    const server = spawn(process.execPath, ['dist/server/throughline.mjs', 'serve'], { env, stdio: 'ignore' })
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
      const isReady = await fetch(`${base}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (isReady) return server
      if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode} while starting.`)
    }
    throw new Error('The server did not come up.')
  }

  async function admin(...args: string[]) {
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/server/throughline.mjs', 'admin', ...args], {
      env,
    })
    return stdout
  }

  /** Starts on an empty data folder and makes a workspace, whose slug comes along. */
  async function startAnew() {
    rmSync(env.DATA_DIR, { recursive: true, force: true })
    mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o711 })
    const server = await start()
    const { email, password } = KILLS_OWNER
    const said = await admin(
      ...['create-workspace', '--workspace', 'Kills'].concat('--name', 'Ana', '--email', email, '--password', password),
    )
    return { server, slug: /\/w\/([\w-]+)/.exec(said)![1]! }
  }

  return { base, dataFolder: env.DATA_DIR, start, startAnew, admin }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
