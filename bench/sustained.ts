import type pg from 'pg'

import type { Me } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'

import type { Bench } from './host.ts'
import { oneOf, randomFrom } from './measure.ts'
import type { Row } from './table.ts'

const WRITERS = 16

/** How many a second sixteen writers get done, who each begin the next as soon as the last is answered. */
async function aSecond(seconds: number, write: (random: () => number) => Promise<unknown>) {
  let done = 0
  const began = performance.now()
  const until = began + seconds * 1000
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const random = randomFrom(writer + 1)
      while (performance.now() < until) {
        await write(random)
        done++
      }
    }),
  )
  return (done / (performance.now() - began)) * 1000
}

async function bareWrite(pool: pg.Pool, me: Me) {
  const client = await pool.connect()
  const { workspaceId } = me
  const id = newId()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ last: number }>(
      `insert into record_numbers as n (workspace_id, prefix, last) values ($1, 'WRK', 1)
       on conflict (workspace_id, prefix) do update set last = n.last + 1 returning last`,
      [workspaceId],
    )
    await client.query(
      `insert into records (workspace_id, id, type, prefix, number, title, state, state_group, created_by_id, created_at, updated_at)
       values ($1, $2, 'work-item', 'WRK', $3, 'Written bare', 'Backlog', 'open', $4, now(), now())`,
      [workspaceId, id, rows[0]!.last, me.id],
    )
    await client.query('insert into record_watchers (workspace_id, record_id, member_id) values ($1, $2, $3)', [
      workspaceId,
      id,
      me.id,
    ])
    await client.query(
      `insert into work_items (workspace_id, id, type, state_id, state_group, priority, position, created_at, changed_at)
       values ($1, $2, 'feature', 'backlog', 'backlog', 4, $3, now(), now())`,
      [workspaceId, id, `0${Date.now()}V`],
    )
    await client.query(
      `with s as (insert into event_streams as s (workspace_id, last_number) values ($1, 1)
         on conflict (workspace_id) do update set last_number = s.last_number + 1 returning last_number)
       insert into events (workspace_id, number, id, name, data, by_id, at, record_id)
       select $1, last_number, $2, 'work-item.created.v1', $3, $4, now(), $5 from s`,
      [workspaceId, newId(), JSON.stringify({ id, type: 'feature', teamId: null, parentId: null }), me.id, id],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Work items created by sixteen writers in all workspaces, in this process, while the relay works as it does in a server. */
export async function measureSustained({ apiOf, bare, assembled }: Bench, seconds: number): Promise<Row> {
  const { rows: members } = await bare.query<Me>(
    `select id, workspace_id as "workspaceId", user_id as "userId", name, role, side, time_zone as "timeZone" from (
       select *, row_number() over (partition by workspace_id order by id) as place from members where role in ('member', 'admin')
     ) m where place <= 6`,
  )
  assembled.onCommitted(assembled.relay.wake)
  const create = (random: () => number) =>
    apiOf(oneOf(members, random)).workItems.create({ title: 'Written by one of sixteen' })
  const write = (random: () => number) => bareWrite(bare, oneOf(members, random))
  await aSecond(1, create)
  // By turns, so that a busy moment of the machine falls on both.
  const rates = { real: [] as number[], bare: [] as number[] }
  for (let turn = 0; turn < 3; turn++) {
    rates.real.push(await aSecond(seconds / 3, create))
    rates.bare.push(await aSecond(seconds / 3, write))
  }
  await assembled.relay.relay()
  const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
  const [real, plain] = [mean(rates.real), mean(rates.bare)]
  return {
    group: 'Commands, durable and with their events',
    what: 'commands a second, 16 writers over all workspaces (create a work item)',
    reach: '≥ 1,000 / s with an external PostgreSQL',
    p50: `${Math.round(real)} / s`,
    p95: '–',
    baseline: `${Math.round(plain)} / s`,
    ratio: `${(plain / real).toFixed(1)}×`,
    reached: real >= 1000 ? 'yes' : 'no',
    why:
      real >= 1000
        ? undefined
        : 'server, database and writers share the two cores, and the database is the embedded one',
  }
}
