import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import pg from 'pg'

import { insertUser } from '#platform/auth/users.ts'
import { openDatabase } from '#platform/database/database.ts'
import { type Says, type SocketConnection, startEmbedded } from '#platform/database/embedded/start.ts'
import { migrate } from '#platform/database/migrate.ts'

import { fillLarge } from './dataset.ts'

const root = path.dirname(import.meta.dirname)
export const folder = path.join(root, '.cache', 'bench')

const warnings: Says = {
  debug() {},
  info() {},
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
}

/** What the rows are made from: another data set or another schema is filled anew. */
function fingerprint(scale: number, now: Date) {
  const hash = createHash('sha256').update(`${scale} ${now.toISOString().slice(0, 10)}`)
  for (const place of ['bench/dataset.ts', 'bench/dataset', 'platform/database/migrations']) {
    const whole = path.join(root, place)
    const files = place.endsWith('.ts') ? [whole] : readdirSync(whole).map((name) => path.join(whole, name))
    for (const file of files.filter((name) => /\.(ts|sql)$/.test(name)).toSorted()) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * The embedded PostgreSQL with its durable default settings on a folder of this checkout, holding the data set. A folder
 * that an earlier run kept is used again, with the few rows that its commands added.
 */
export async function openLarge(scale: number, now: Date, say: (part: string, seconds: number) => void) {
  const dataDir = path.join(folder, `large-${scale}`)
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const embedded = await startEmbedded({ dataDir, log: warnings })
  const mark = path.join(dataDir, 'filled-with')
  const wanted = fingerprint(scale, now)
  try {
    if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
      rmSync(mark, { force: true })
      await remake(embedded.connection)
      await migrate(embedded.connection)
      const client = new pg.Client(embedded.connection)
      await client.connect()
      try {
        const owner = await signIn(embedded.connection, now)
        await fillLarge(client, { now, scale, say, isOwn: true, owner })
      } finally {
        await client.end()
      }
      writeFileSync(mark, wanted)
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return {
    connection: embedded.connection,
    dataDir,
    async close({ keep }: { keep: boolean }) {
      await embedded.stop()
      if (keep) return
      rmSync(embedded.data, { recursive: true, force: true })
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Who can sign in to every workspace of the data set. */
export const OWNER = { email: 'robin@example.com', name: 'Robin Example', password: 'a long enough password' }

async function signIn(connection: SocketConnection, now: Date) {
  const database = openDatabase(connection, { size: 1 })
  try {
    const userId = await database.asOwner('write', (tx) => insertUser(tx, { ...OWNER, emailVerified: true, now }))
    return { ...OWNER, userId: userId! }
  } finally {
    await database.close()
  }
}

async function remake(connection: SocketConnection) {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`drop database if exists ${connection.database} with (force)`)
    await client.query(`create database ${connection.database}`)
  } finally {
    await client.end()
  }
}

/** A socket's connection as the address that the server takes in its settings. */
export const addressOf = ({ host, port, user, database }: SocketConnection) =>
  `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
