// npm run dev: the server straight from the source, started anew at each change, and the browser's part with hot reload.
import { spawn } from 'node:child_process'

import { bin, ensureInstalled, findNode, root } from './lib.mjs'

ensureInstalled()
const node = findNode()
const webPort = process.env.WEB_PORT ?? '5173'
const env = {
  ...process.env,
  NODE_ENV: 'development',
  // People open the page that vite serves; sign-in and live streams must know that address.
  BASE_URL: process.env.BASE_URL ?? `http://localhost:${webPort}`,
}
const watched = ['app', 'practices', 'commons', 'platform'].map((folder) => `--watch-path=${folder}`)
const start = (args) => spawn(node, args, { cwd: root, stdio: 'inherit', env })
const children = [
  start([...watched, '--watch-preserve-output', '--enable-source-maps', 'app/cli.ts', 'serve']),
  start([bin('vite/bin/vite.js'), '--host', '127.0.0.1', '--port', webPort, '--strictPort']),
]
const stopAll = (signal = 'SIGTERM') => {
  for (const child of children) if (child.exitCode === null) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(signal))
for (const child of children) {
  child.on('exit', (code) => {
    stopAll()
    process.exitCode ||= code ?? 0
  })
}
