import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

import type { SocketConnection } from '#platform/database/embedded/start.ts'

let made = 0

/** An empty database for one test alone, or one with all tables and no rows. Gone when the test is over. */
export async function newDatabase(kind: 'empty' | 'migrated'): Promise<SocketConnection> {
  const { connection, template, run } = inject('testCluster')
  const database = `${run}_${process.env.VITEST_POOL_ID ?? '1'}_scratch_${process.pid}_${++made}`
  await asked(connection, `create database ${database} template ${kind === 'empty' ? 'template0' : template}`)
  onTestFinished(async () => void (await asked(connection, `drop database if exists ${database} with (force)`)))
  return { ...connection, database }
}

/** One statement on a connection of its own. */
export async function asked<Row extends object>(
  connection: pg.ClientConfig,
  text: string,
  values?: unknown[],
): Promise<Row[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
