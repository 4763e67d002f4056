import pg from 'pg'

import type { Connection } from './database.ts'

/** A connection outside the pool and without its time limits: migrations, backups and restores take as long as they take. */
export async function ownClient(target: Connection | pg.Pool): Promise<pg.Client> {
  const client = new pg.Client(settingsOf(target))
  // A lost connection fails the statement under way; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0')
  return client
}

function settingsOf(target: Connection | pg.Pool): pg.ClientConfig {
  // The pool hides the password from being listed, so it does not come along by spreading.
  if (target instanceof pg.Pool) return { ...target.options, password: target.options.password }
  return typeof target === 'string' ? { connectionString: target } : target
}
