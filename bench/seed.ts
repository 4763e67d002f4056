import { parseArgs } from 'node:util'

import pg from 'pg'

import { openStore } from '#app/store.ts'
import { newToken } from '#platform/auth/tokens.ts'
import { insertUser, userByEmail } from '#platform/auth/users.ts'
import { readSettings } from '#platform/config/config.ts'
import type { Database } from '#platform/database/database.ts'
import { createLog } from '#platform/log/log.ts'

import { fillLarge } from './dataset.ts'

// npm run seed -- --size L: the data set of the benchmarks in the database that the settings name, also beside a running server.

const { values } = parseArgs({
  options: {
    email: { type: 'string', default: 'demo@example.com' },
    password: { type: 'string' },
    /** Less than 1 makes the large workspaces, and the number of small ones, smaller. */
    scale: { type: 'string', default: '1' },
  },
})
try {
  await seed()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function seed() {
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 1)) throw new Error(`--scale is more than 0 and at most 1, not ${values.scale}.`)

  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env })
  const store = await openStore(settings, createLog(settings), { join: true })
  try {
    const { rows } = await store.database.pool.query<{ slug: string }>('select slug from workspaces')
    if (rows.some(({ slug }) => slug === 'large')) throw new Error('The data set L is in this database already.')
    const { password, ...owner } = await whoLooks(store.database, values.email, values.password)
    const client = new pg.Client(store.connection)
    await client.connect()
    try {
      const say = (part: string, seconds: number) => console.log(`  ${part}: ${seconds.toFixed(1)} s`)
      // Its indexes are built at the end, which only a database without anybody else’s rows can wait for.
      await fillLarge(client, { now: new Date(), scale, owner, isOwn: rows.length === 0, say })
    } finally {
      await client.end()
    }
    console.log(`The data set is at ${settings.BASE_URL}/w/large`)
    console.log(
      password ? `Sign in as ${owner.email} with ${password}` : `Sign in as ${owner.email} with the password you have.`,
    )
  } finally {
    await store.close()
  }
}

async function whoLooks(database: Database, address: string, chosen: string | undefined) {
  const email = address.trim().toLowerCase()
  const name = 'Robin Example'
  return database.asOwner('write', async (tx) => {
    const known = await userByEmail(tx, email)
    if (known) return { userId: known.id, email, name, password: undefined }
    const password = chosen ?? newToken().slice(0, 20)
    const userId = await insertUser(tx, { email, name, password, emailVerified: true, now: new Date() })
    return { userId: userId!, email, name, password }
  })
}
