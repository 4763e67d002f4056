import path from 'node:path'

import type { Settings } from '#platform/config/config.ts'
import { type Connection, openDatabase } from '#platform/database/database.ts'
import { startEmbedded } from '#platform/database/embedded/start.ts'
import { migrate } from '#platform/database/migrate.ts'
import type { Log } from '#platform/log/log.ts'

/** The PostgreSQL that the settings name: another one, or the embedded one in the data folder. Not yet migrated. */
export async function openPostgres(settings: Settings, log: Log, options: { join?: boolean } = {}) {
  if (settings.DATABASE_URL) {
    return { connection: settings.DATABASE_URL as Connection, isEmbedded: false, isJoined: false, stop: async () => {} }
  }
  const { connection, isJoined, stop } = await startEmbedded({
    dataDir: settings.DATA_DIR,
    log,
    join: options.join ?? false,
  })
  return { connection: connection as Connection, isEmbedded: true, isJoined, stop }
}

/**
 * The database, migrated and open. `join` lets a command of the command line use the embedded one of a running server;
 * two servers on one data folder are refused.
 */
export async function openStore(settings: Settings, log: Log, options: { join?: boolean } = {}) {
  const postgres = await openPostgres(settings, log, options)
  try {
    if (!postgres.isJoined)
      await migrate(postgres.connection, {
        log,
        secret: settings.SECRET,
        ...(postgres.isEmbedded ? { backupsIn: settings.DATA_DIR } : {}),
      })
  } catch (error) {
    await postgres.stop()
    throw error
  }
  const database = openDatabase(postgres.connection, { size: settings.DATABASE_POOL })
  return {
    database,
    connection: postgres.connection,
    isEmbedded: postgres.isEmbedded,
    async close() {
      await database.close()
      await postgres.stop()
    },
  }
}

/** Where uploaded files are kept; undefined when they are in a bucket. */
export const filesFolder = (settings: Settings) =>
  settings.S3_BUCKET ? undefined : path.join(settings.DATA_DIR, 'files')
