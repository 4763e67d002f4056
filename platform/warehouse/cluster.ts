import type { Engine, EngineSettings } from './engine.ts'
import { problemFrom, WarehouseUnavailable } from './problems.ts'

/** A ClickHouse server or cluster over HTTP: `https://user:password@host:8443/database`. */
export function openCluster(address: string): Engine {
  const url = new URL(address)
  const headers: Record<string, string> = {
    'x-clickhouse-user': decodeURIComponent(url.username) || 'default',
    'x-clickhouse-key': decodeURIComponent(url.password),
    'content-type': 'text/plain; charset=utf-8',
  }
  const database = decodeURIComponent(url.pathname.replace(/^\/+|\/+$/g, '')) || 'default'
  let wasAsked = false

  async function send(query: Record<string, string | number>, body: string | Buffer, seconds: number) {
    wasAsked = true
    const target = new URL('/', url.origin)
    for (const [name, value] of Object.entries({ database, ...query })) target.searchParams.set(name, String(value))
    let answer: Response
    let text: string
    try {
      answer = await fetch(target, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
        signal: AbortSignal.timeout((seconds + 10) * 1000),
      })
      text = await answer.text()
    } catch (error) {
      throw new WarehouseUnavailable(`ClickHouse at ${url.host} does not answer.`, { cause: error })
    }
    if (answer.ok && !answer.headers.get('x-clickhouse-exception-code')) return text
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
      throw new WarehouseUnavailable(`ClickHouse at ${url.host} cannot serve now (${answer.status}).`)
    }
    throw problemFrom(text)
  }

  return {
    ask: (sql, settings) =>
      send(
        { ...settings, default_format: 'JSONCompact', wait_end_of_query: 1 },
        sql,
        Number(settings.max_execution_time ?? 30),
      ),
    async insert(table, body, settings: EngineSettings) {
      await send({ ...settings, query: `insert into ${table} format JSONEachRow`, wait_end_of_query: 1 }, body, 60)
    },
    isLoaded: () => wasAsked,
    close: async () => {},
  }
}
