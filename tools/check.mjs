import { existsSync } from 'node:fs'
import { join } from 'node:path'

// npm run check: everything that must hold besides the tests. All of it runs even when one part fails.
import { bin, ensureBuilt, ensureInstalled, findNode, root, runQuietly } from './lib.mjs'

// Fewer than this and the boundaries were not looked at: with the wrong parser the tool finds no module and is content.
const FEWEST_MODULES = 200
const AT_ONCE = 2

ensureInstalled()
const node = findNode()
ensureBuilt(node) // Also writes what the type check reads.

const program = (path, ...args) => runQuietly(node, [bin(path), ...args])
const FOLDERS = ['app', 'practices', 'commons', 'platform', 'design']

const checks = {
  // The longest first: the others run beside it.
  types: () => program('typescript/bin/tsc', '-p', '.'),
  lint: () => program('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
  unused: () => program('knip/bin/knip.js', '--no-progress'),
  boundaries,
  migrations: () => runQuietly(node, [join(root, 'tools/migration.mjs'), '--check']),
  format: () => program('oxfmt/bin/oxfmt', '--check', '.'),
}

async function boundaries() {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  const { code, said } = await program(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...folders,
  )
  const modules = Number(/\((\d+) modules|(\d+) modules/.exec(said)?.slice(1).find(Boolean) ?? 0)
  if (code === 0 && modules < FEWEST_MODULES) {
    return { code: 1, said: `${said}\nOnly ${modules} modules were looked at; there are at least ${FEWEST_MODULES}.` }
  }
  return { code, said }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`)
  process.exit(2)
}
const queue = Object.keys(checks).filter((name) => asked.length === 0 || asked.includes(name))
const results = []
async function worker() {
  for (let name = queue.shift(); name; name = queue.shift()) {
    const start = Date.now()
    const { code, said } = await checks[name]()
    const seconds = ((Date.now() - start) / 1000).toFixed(1)
    results.push({ name, code })
    if (code !== 0) console.log(`\n──── ${name} ────\n${said.trim()}\n`)
    console.log(`${name}: ${code === 0 ? 'ok' : 'failed'} (${seconds} s)`)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, worker))

const failed = results.filter(({ code }) => code !== 0).map(({ name }) => name)
console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailed: ${failed.join(', ')}.`)
process.exit(failed.length === 0 ? 0 : 1)
