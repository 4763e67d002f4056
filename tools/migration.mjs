import { spawnSync } from 'node:child_process'
// npm run db:generate [-- name]   writes a migration from what changed in the tables
// npm run db:generate -- --fresh  writes all of it anew as the one first migration, while nothing is released
// npm run db:generate -- --check  fails when the tables have changed and the migrations have not
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { bin, ensureInstalled, fail, findNode, oneAtATime, root } from './lib.mjs'

const FIRST = 'house'
const migrations = join(root, 'platform/database/migrations')
const args = process.argv.slice(2)

ensureInstalled()
const node = findNode()

function generate(name, config = 'drizzle.config.ts', quiet = false) {
  const { status, stdout, stderr } = spawnSync(
    node,
    [bin('drizzle-kit/bin.cjs'), 'generate', `--config=${config}`, ...(name ? [`--name=${name}`] : [])],
    {
      cwd: root,
      stdio: quiet || !process.stdin.isTTY ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      encoding: 'utf8',
    },
  )
  const said = `${stdout ?? ''}${stderr ?? ''}`
  if (!quiet && said) process.stdout.write(said)
  // drizzle-kit ends with 0 although it could not read the tables, or wanted to ask whether a column was renamed.
  if (status !== 0 || /\b(Error|Interactive prompts require a TTY)\b/.test(said)) {
    fail(quiet ? said : 'No migration was written; the reason is above.')
  }
}

/** Every migration and snapshot by name; the times in the journal do not count. */
function contents(folder) {
  if (!existsSync(folder)) return ''
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return files.map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`).join('\n')
}

function check() {
  const scratch = join(root, 'node_modules/.cache/throughline-migrations')
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  try {
    if (existsSync(migrations)) cpSync(migrations, join(scratch, 'out'), { recursive: true })
    const config = join(scratch, 'drizzle.config.ts')
    writeFileSync(
      config,
      `import whole from ${JSON.stringify(join(root, 'drizzle.config.ts'))}\nexport default { ...whole, out: './node_modules/.cache/throughline-migrations/out' }\n`,
    )
    const before = contents(migrations)
    generate('drift', config, true)
    const after = contents(join(scratch, 'out'))
    if (before !== after) {
      const fresh = readdirSync(join(scratch, 'out')).find((name) => name.endsWith('_drift.sql'))
      const sql = fresh
        ? readFileSync(join(scratch, 'out', fresh), 'utf8')
            .split('\n')
            .slice(0, 40)
            .join('\n')
        : ''
      fail(`The tables have changed and the migrations have not. Run: npm run db:generate\n\n${sql}`)
    }
    console.log('The migrations are those of the tables.')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

oneAtATime('migrations', () => {
  if (args.includes('--check')) return check()
  if (!args.includes('--fresh'))
    return generate(args.find((arg) => !arg.startsWith('-')) ?? (existsSync(migrations) ? undefined : FIRST))
  rmSync(migrations, { recursive: true, force: true })
  generate(FIRST)
})
