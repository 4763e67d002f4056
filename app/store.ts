import type { Settings } from '#platform/config/config.ts'
import { startEmbedded } from '#platform/database/embedded/start.ts'
import { type Connection, openDatabase } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import type { Log } from '#platform/log/log.ts'

/** The database that the settings name: another PostgreSQL, or the embedded one in the data folder; migrated and open. */
export async function openStore(settings: Settings, log: Log) {
  const embedded = settings.DATABASE_URL ? undefined : await startEmbedded({ dataDir: settings.DATA_DIR, log })
  const connection: Connection = settings.DATABASE_URL ?? embedded!.connection
  try {
    await migrate(connection, { log, ...(embedded ? { backupsIn: settings.DATA_DIR } : {}) })
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const database = openDatabase(connection, { size: settings.DATABASE_POOL })
  return {
    database,
    connection,
    kind: embedded ? ('embedded' as const) : ('external' as const),
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}
