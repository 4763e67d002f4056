// The process that holds the embedded ClickHouse: native code, whose end must not be the server's. It lives as long as
// the channel to the server does.
import type { EngineSettings } from '../engine.ts'
import { DATABASE, type Reply, type Request } from './messages.ts'

type Session = {
  queryAsync: (sql: string, options: { format: string }) => Promise<{ text: () => string }>
  insert: (what: object) => Promise<unknown>
}
type Chdb = { Session: new (folder: string, options: { connectionArgs: string[] }) => Session }

const [folder, config] = process.argv.slice(2) as [string, string]
const reply = (message: Reply) => process.send?.(message)

// Every acknowledged insert is on the disk, so nothing is lost by ending at once; ending gently may wait for ever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// A Ctrl+C at the terminal reaches the whole group; the server decides when this one ends.
process.on('SIGINT', () => {})

type Lane = { run: <T>(work: (session: Session) => Promise<T>) => Promise<T> }

/** A session does one thing at a time, so each lane has its own; the rest waits in line. */
function laneOf(sessions: Session[]): Lane {
  const free = [...sessions]
  const waiting: ((session: Session) => void)[] = []
  return {
    async run(work) {
      const session = free.pop() ?? (await new Promise<Session>((resolve) => waiting.push(resolve)))
      try {
        return await work(session)
      } finally {
        const next = waiting.shift()
        if (next) next(session)
        else free.push(session)
      }
    },
  }
}

async function load(): Promise<Chdb | undefined> {
  // The name stands apart from the call: the package is optional and must stay out of the bundle.
  const name = 'chdb'
  try {
    return (await import(name)) as Chdb
  } catch (error) {
    reply({ kind: 'lost', why: String(error), isMissing: true })
  }
}

async function begin() {
  const chdb = await load()
  if (!chdb) return
  const open = () => new chdb.Session(folder, { connectionArgs: [`--config-file=${config}`] })
  const sessions = [open(), open(), open(), open()]
  await sessions[0]!.queryAsync(`create database if not exists ${DATABASE}`, { format: 'Null' })
  for (const session of sessions) await session.queryAsync(`use ${DATABASE}`, { format: 'Null' })
  const lanes = {
    write: laneOf([sessions[0]!]),
    quick: laneOf([sessions[1]!]),
    read: laneOf([sessions[2]!, sessions[3]!]),
  }
  process.on('message', (request: Request) => {
    const work =
      request.kind === 'insert'
        ? lanes.write.run(async (session) => {
            const { table, body, settings } = request
            await session.insert({ table: `${DATABASE}.${table}`, values: body, format: 'JSONEachRow', settings })
            return ''
          })
        : lanes[request.lane].run((session) => ask(session, request.sql, request.settings))
    work.then(
      (text) => reply({ kind: 'done', id: request.id, text }),
      (error: unknown) =>
        reply({ kind: 'failed', id: request.id, says: error instanceof Error ? error.message : String(error) }),
    )
  })
  reply({ kind: 'ready' })
}

async function ask(session: Session, sql: string, settings: EngineSettings) {
  const set = Object.entries(settings).map(([name, value]) => `${name} = ${literal(value)}`)
  try {
    const answer = await session.queryAsync(`set ${set.join(', ')}; ${sql}`, { format: 'JSONCompact' })
    return answer.text()
  } catch (error) {
    // What a failed statement had begun to answer would stand before the session's next answer.
    await session.queryAsync('select 1 format Null', { format: 'Null' }).catch(() => {})
    throw error
  }
}

const literal = (value: string | number) => (typeof value === 'number' ? String(value) : `'${value}'`)

begin().catch((error: unknown) => {
  reply({ kind: 'lost', why: error instanceof Error ? error.message : String(error), isMissing: false })
})
