import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { MigrationMeta } from 'drizzle-orm/migrator'
import type pg from 'pg'

/** Beside this file in the source, beside the bundle when built. */
export const MIGRATIONS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations')

/** The database cannot be brought to this version; the message says why and what to do. */
export class CannotMigrate extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'CannotMigrate'
  }
}

export type Applied = { hash: string; created_at: string }

/** The migrations that this database has been through, oldest first. */
export async function appliedMigrations(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  )
  if (!rows[0]!.exists) return []
  return (await client.query<Applied>('select hash, created_at from drizzle.__drizzle_migrations order by created_at'))
    .rows
}

/** Refuses a database that a newer Throughline has changed, or that another line of development made. */
export function refuseForeign(known: MigrationMeta[], done: Applied[]) {
  if (done.length > known.length && known.every((migration, i) => migration.hash === done[i]!.hash)) {
    throw new CannotMigrate(
      'This database was changed by a newer version of Throughline. Start that version, or restore a backup from before the change.',
    )
  }
  if (done.some(({ hash }, i) => known[i]?.hash !== hash)) {
    throw new CannotMigrate(
      'This database was made by a version of Throughline whose changes this one does not know. ' +
        'Start the version that made it. If it was an unreleased one with nothing worth keeping in it, begin with an empty database.',
    )
  }
}
