import { fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import type pg from 'pg'

import { hashOfToken, newToken } from '#platform/auth/tokens.ts'
import { API_TOKEN_PREFIX } from '#platform/auth/who-is.ts'
import type { SocketConnection } from '#platform/database/embedded/start.ts'
import { newId } from '#platform/database/ids.ts'

import { membersOf, SECRET } from './host.ts'
import { type Figures, figuresOf } from './measure.ts'
import { freePort, type Running, serveBuilt } from './servers.ts'
import { addressOf } from './store.ts'
import type { Order, Told } from './streams.ts'
import { ms, type Row } from './table.ts'

const GROUP = 'Live, with real servers and streams'

/** A token of its own for each of these members, so that every stream is somebody's. */
export async function tokensFor(bare: pg.Pool, members: { id: string; workspaceId: string }[]) {
  const made = members.map((member) => ({ ...member, token: newToken(API_TOKEN_PREFIX) }))
  await bare.query(
    `insert into api_tokens (workspace_id, id, member_id, name, token_hash, last_four, scopes, created_by_id, created_at)
     select * from jsonb_to_recordset($1::jsonb) as t("workspaceId" uuid, "rowId" uuid, id uuid, name text, hash text, four text, scopes text[], by uuid, at timestamptz)`,
    [
      JSON.stringify(
        made.map(({ id, workspaceId, token }) => ({
          workspaceId,
          rowId: newId(),
          id,
          name: 'measuring',
          hash: hashOfToken(token),
          four: token.slice(-4),
          scopes: ['write'],
          by: id,
          at: new Date().toISOString(),
        })),
      ),
    ],
  )
  return made.map(({ token }) => token)
}

/** Opens the streams from another process than this, which sends the commands. */
async function openStreams(order: Extract<Order, { type: 'open' }>) {
  const child = fork(path.join(import.meta.dirname, 'streams.ts'), { stdio: 'inherit' })
  const gone = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error('The streams ended.'))))
  gone.catch(() => {}) // They end at the end.
  const next = () =>
    new Promise<Told>((resolve, reject) => {
      child.once('message', (told: Told) => (told.type === 'failed' ? reject(new Error(told.message)) : resolve(told)))
    })
  const asked = (what: Order) => {
    const answer = next()
    child.send(what)
    return Promise.race([answer, gone])
  }
  const began = performance.now()
  await asked(order)
  return {
    openedInMs: performance.now() - began,
    async heardOf(recordId: string) {
      const told = await asked({ type: 'tell', recordId })
      return told.type === 'heard' ? told.at.map(BigInt) : []
    },
    close: () => child.disconnect(),
  }
}

async function create(url: string, token: string) {
  const began = process.hrtime.bigint()
  const answer = await fetch(`${url}/api/v1/work-items`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify({ title: 'Heard by two thousand' }),
  })
  const { id } = (await answer.json()) as { id: string }
  const answeredAt = process.hrtime.bigint()
  if (!answer.ok) throw new Error(`The server refused: ${answer.status}`)
  return { id, answeredAt, tookMs: Number(answeredAt - began) / 1e6 }
}

type Asking = { tokens: string[]; streams: number; times: number; workspace: string }

/** Commands at one node, one at a time, and the delays with which each stream of another process hears of each. */
async function heardAt(commandsAt: Running, streamsAt: Running, { tokens, streams, times, workspace }: Asking) {
  const before: number[] = []
  for (let turn = -5; turn < times; turn++) {
    const { tookMs } = await create(commandsAt.url, tokens[(turn + 5) % tokens.length]!)
    if (turn >= 0) before.push(tookMs)
  }
  const opened = await openStreams({ type: 'open', port: streamsAt.port, workspace, tokens, streams })
  try {
    const delays: number[] = []
    const last: number[] = []
    const took: number[] = []
    for (let turn = -5; turn < times; turn++) {
      const { id, answeredAt, tookMs } = await create(commandsAt.url, tokens[(turn + 5) % tokens.length]!)
      let at: bigint[] = []
      await pause(400)
      at = await opened.heardOf(id)
      for (let tries = 0; at.length < streams && tries < 3; tries++) {
        await pause(1_000)
        at = [...at, ...(await opened.heardOf(id))]
      }
      if (at.length !== streams) throw new Error(`Of ${streams} streams, ${at.length} heard of a change.`)
      if (turn < 0) continue
      // A frame may arrive before the answer does; that is no delay at all.
      const own = at.map((time) => Math.max(0, Number(time - answeredAt) / 1e6))
      delays.push(...own)
      last.push(Math.max(...own))
      took.push(tookMs)
    }
    return {
      openedInMs: opened.openedInMs,
      delays: figuresOf(delays),
      last: figuresOf(last),
      alone: figuresOf(before),
      took: figuresOf(took),
    }
  } finally {
    opened.close()
  }
}

const delayRow = (what: string, mostMs: number, delays: Figures): Row => ({
  group: GROUP,
  what,
  reach: `p99 ≤ ${mostMs} ms`,
  p50: ms(delays.p50),
  p95: `${ms(delays.p95)} (p99 ${ms(delays.p99)})`,
  baseline: '–',
  ratio: '–',
  reached: delays.p99 <= mostMs ? 'yes' : 'no',
  why: delays.p99 <= mostMs ? undefined : 'servers, streams and database share the two cores',
})

/** How soon 2,000 open streams hear of a change, on the node that made it and on another one. */
export async function measureFanOut(
  bare: pg.Pool,
  connection: SocketConnection,
  {
    workspaceId,
    slug,
    streams,
    times,
    dataDir,
  }: { workspaceId: string; slug: string; streams: number; times: number; dataDir: string },
): Promise<Row[]> {
  const tokens = await tokensFor(bare, (await membersOf(bare, workspaceId)).slice(0, streams))
  mkdirSync(dataDir, { recursive: true })
  const env = { DATABASE_URL: addressOf(connection), DATA_DIR: dataDir, SECRET }
  const rows: Row[] = []
  const asking = { tokens, streams, times, workspace: slug }
  const here = await serveBuilt(await freePort(), env)
  try {
    const same = await heardAt(here, here, asking)
    rows.push(
      delayRow(
        `a change seen in another browser, same node, ${streams} streams open (${Math.round(same.openedInMs)} ms to open them)`,
        150,
        same.delays,
      ),
      { ...delayRow('the same, in the last of all streams', 150, same.last), reach: '–', reached: '–', why: undefined },
      {
        group: GROUP,
        what: `a command over HTTP with ${streams} streams open (baseline: with none)`,
        reach: 'p95 ≤ 20 ms',
        p50: ms(same.took.p50),
        p95: ms(same.took.p95),
        baseline: ms(same.alone.p50),
        ratio: `${(same.took.p50 / same.alone.p50).toFixed(1)}×`,
        reached: same.took.p95 <= 20 ? 'yes' : 'no',
      },
    )
    const there = await serveBuilt(await freePort(), env)
    try {
      const other = await heardAt(here, there, asking)
      rows.push(delayRow(`a change seen in another browser, another node, ${streams} streams open`, 300, other.delays))
    } finally {
      await there.stop()
    }
  } finally {
    await here.stop()
  }
  return rows
}
