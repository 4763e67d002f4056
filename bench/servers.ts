import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const root = path.dirname(import.meta.dirname)

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export type Running = { url: string; port: number; pid: number; stop: () => Promise<void> }

/** Starts a program that serves on PORT and waits until it answers at `ready`; the answer has how long that took. */
export async function serve(
  command: string,
  args: string[],
  { port, ready, env }: { port: number; ready: string; env: Record<string, string> },
): Promise<Running & { ms: number }> {
  const began = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that what it starts can be ended with it.
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: String(port), ...env },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
  const url = `http://127.0.0.1:${port}`
  for (const until = began + 60_000; ; await pause(5)) {
    if (child.exitCode !== null || performance.now() > until) {
      await ended(child)
      throw new Error(`The server did not come up.\n${said}`)
    }
    const answer = await fetch(url + ready).catch(() => undefined)
    if (!answer) continue
    await answer.text()
    if (answer.ok) return { url, port, pid: child.pid!, ms: performance.now() - began, stop: () => ended(child) }
  }
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const tell = (signal: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, signal)
    } catch {
      // It ended by itself.
    }
  }
  tell('SIGTERM')
  const late = setTimeout(() => tell('SIGKILL'), 20_000)
  await gone
  clearTimeout(late)
}

/** The built server on a database that runs already. */
export const serveBuilt = (port: number, env: Record<string, string>) =>
  serve(process.execPath, ['--enable-source-maps', path.join(root, 'dist/server/throughline.mjs'), 'serve'], {
    port,
    ready: '/readyz',
    env: { BASE_URL: `http://127.0.0.1:${port}`, ...env },
  })

/**
 * Megabytes in memory of a process and all that it started: proportional, so that what several share counts once, and
 * the sum of what each is shown with. Undefined where the system does not tell.
 */
export function memoryOf(pid: number): { proportional: number; resident: number; processes: number } | undefined {
  try {
    const parents = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const status = read(`/proc/${name}/status`)
        return status ? [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0) }] : []
      })
    const tree = new Set([pid])
    for (let before = 0; before !== tree.size;) {
      before = tree.size
      for (const one of parents) if (tree.has(one.parent)) tree.add(one.pid)
    }
    const kilobytes = (name: 'Pss' | 'Rss') =>
      [...tree].reduce(
        (sum, one) =>
          sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0),
        0,
      )
    return { proportional: kilobytes('Pss') / 1024, resident: kilobytes('Rss') / 1024, processes: tree.size }
  } catch {
    return
  }
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // It ended meanwhile.
  }
}
