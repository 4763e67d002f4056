import { z } from 'zod'

import { RecordKey } from '#commons/records/contract.ts'
import { command, query, refusals } from '#platform/api/contract.ts'

/** Where another database is reached. The address with its password is kept sealed and never shown again. */
const Connection = z
  .string()
  .trim()
  .max(2000, 'At most 2,000 characters.')
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '',
    'Write an address such as postgresql://reader:password@db.example.com:5432/shop.',
  )

const Statement = z
  .string()
  .trim()
  .min(1, 'Write the query.')
  .max(10_000, 'At most 10,000 characters.')
  .refine((text) => /^(select|with|values|table)\b/i.test(text), 'It begins with SELECT or WITH.')

/** A query on an external PostgreSQL that a metric’s values come from, once a day. */
export const ExternalQuery = z.object({
  host: z.string(),
  database: z.string(),
  user: z.string(),
  statement: z.string(),
  lastRunAt: z.date().nullable(),
  /** Why the last run brought nothing; null when it did. */
  lastProblem: z.string().nullable(),
})
export type ExternalQuery = z.infer<typeof ExternalQuery>

/** What a query answers: its first rows as text, and what would be recorded of them. */
export const TrialRun = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
  /** How many rows it answered with; at most 2,000 are read. */
  count: z.number().int(),
  values: z.array(z.object({ day: z.string(), value: z.number() })),
  problem: z.string().nullable(),
})
export type TrialRun = z.infer<typeof TrialRun>

const Key = z.object({ key: RecordKey })
const Asked = Key.extend({
  /** Left out, the connection that is kept serves on. */
  connection: Connection.optional(),
  statement: Statement,
})
const PRIVATE_ADDRESS =
  'That host lies inside a private network, or nobody answers to its name. The one who runs the server can let it through with PRIVATE_HOSTS.'
const CONNECTION_NEEDED = 'Write where the database is reached.'

/** Values that are read from another database: in a read-only transaction, with a time limit. */
export const metricQueries = {
  get: query('member', '/metrics/{key}/query', 'The query that a metric’s values come from; null without one.')
    .input(Key)
    .output(ExternalQuery.nullable()),
  tryOut: command('admin', '/metrics/{key}/query/try', 'Runs a query once and shows its first rows. Records nothing.')
    .input(Asked)
    .output(TrialRun)
    .errors(refusals({ PRIVATE_ADDRESS, CONNECTION_NEEDED })),
  set: command('admin', '/metrics/{key}/query', 'Lets a metric’s values come from a query, run once a day.')
    .input(Asked)
    .output(ExternalQuery)
    .errors(refusals({ PRIVATE_ADDRESS, CONNECTION_NEEDED })),
  run: command('member', '/metrics/{key}/query/run', 'Runs a metric’s query now and records what it answers.')
    .input(Key)
    .output(z.object({ recorded: z.number().int(), problem: z.string().nullable() }))
    .errors(refusals({ RETIRED: 'It is retired. Bring it back first.' })),
  remove: command(
    'admin',
    '/metrics/{key}/query/remove',
    'Forgets a metric’s query and its connection. The values stay.',
  ).input(Key),
}
