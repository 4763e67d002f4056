import { access, constants, mkdir, statfs } from 'node:fs/promises'

import { sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'

import type { Settings } from '#platform/config/config.ts'
import type { Database } from '#platform/database/database.ts'

export type Finding = { isGood: boolean; says: string }

/** Looks at everything that a running server leans on. Changes nothing. */
export async function examine(database: Database, settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = []
  const look = async (what: string, run: () => Promise<string | { wrong: string }>) => {
    try {
      const came = await run()
      findings.push(
        typeof came === 'string'
          ? { isGood: true, says: `${what}: ${came}` }
          : { isGood: false, says: `${what}: ${came.wrong}` },
      )
    } catch (error) {
      findings.push({ isGood: false, says: `${what}: ${error instanceof Error ? error.message : String(error)}` })
    }
  }
  const first = async <Row extends Record<string, unknown>>(text: string) =>
    (await database.owner.execute<Row>(sql.raw(text))).rows[0]!

  await look('Database', async () => {
    const { version } = await first<{ version: string }>(`select current_setting('server_version') as version`)
    return `PostgreSQL ${version}, ${settings.DATABASE_URL ? 'your own' : 'embedded'}`
  })
  await look('Row-level security', async () => {
    const { open } = await first<{ open: string[] | null }>(`
      select array_agg(c.relname::text) as open from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`)
    return open
      ? { wrong: `not forced on ${open.join(', ')}. Run throughline migrate.` }
      : 'forced on every table of a workspace'
  })
  await look('Listeners', async () => {
    const { dead, late } = await first<{ dead: number; late: number }>(`
      select (count(*) filter (where died_at is not null))::int as dead,
        (count(*) filter (where died_at is null and due_at < now() - interval '10 minutes'))::int as late from event_deliveries`)
    if (dead > 0)
      return { wrong: `${dead} deliveries lie dead. An admin can send them again under Settings, Deliveries.` }
    return late > 0
      ? { wrong: `${late} deliveries wait for more than ten minutes. Is a server running?` }
      : 'everything was heard'
  })
  await look('Files', async () => {
    if (settings.S3_BUCKET) return `in the bucket ${settings.S3_BUCKET} (not tried here)`
    await mkdir(settings.DATA_DIR, { recursive: true })
    await access(settings.DATA_DIR, constants.W_OK)
    const { bavail, bsize } = await statfs(settings.DATA_DIR)
    const megabytes = Math.floor((bavail * bsize) / 2 ** 20)
    return megabytes < 500
      ? { wrong: `only ${megabytes} MB are free in ${settings.DATA_DIR}` }
      : `${settings.DATA_DIR}, ${megabytes} MB free`
  })
  await look('Mail', async () => {
    if (!settings.SMTP_URL) return 'no server set; letters are kept for the admin'
    await createTransport(settings.SMTP_URL).verify()
    return 'the mail server answers'
  })
  await look('Address', async () =>
    settings.BASE_URL.startsWith('http:') && !/\/\/(localhost|127\.)/.test(settings.BASE_URL)
      ? { wrong: `${settings.BASE_URL} is not encrypted. Put a proxy with HTTPS in front; see deploy/.` }
      : settings.BASE_URL,
  )
  return findings
}
