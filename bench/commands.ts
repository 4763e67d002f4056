import type pg from 'pg'

import type { Me } from '#platform/auth/identity.ts'
import { newId } from '#platform/database/ids.ts'

import type { Api, Bench } from './host.ts'
import { compare } from './measure.ts'
import type { Thoroughness } from './queries.ts'
import type { Subject, Subjects } from './subjects.ts'
import { comparedRow, type Row } from './table.ts'

type Bare = (client: pg.PoolClient, subject: Subject) => Promise<unknown>
type Command = {
  what: string
  ask: (api: Api, subject: Subject) => Promise<unknown>
  bare: Bare
  as?: (subject: Subject) => Me
}

/** The event of a command and the next number of its workspace, in one statement, as the last before the commit. */
const tell = (client: pg.PoolClient, { workspaceId, me }: Subject, name: string, data: object, recordId: string) =>
  client.query(
    `with s as (insert into event_streams as s (workspace_id, last_number) values ($1, 1)
       on conflict (workspace_id) do update set last_number = s.last_number + 1 returning last_number)
     insert into events (workspace_id, number, id, name, data, by_id, at, record_id) select $1, last_number, $2, $3, $4, $5, now(), $6 from s`,
    [workspaceId, newId(), name, JSON.stringify(data), me.id, recordId],
  )

async function register(
  client: pg.PoolClient,
  { workspaceId, me }: Subject,
  type: string,
  prefix: string,
  title: string,
) {
  const id = newId()
  const { rows } = await client.query<{ last: number }>(
    `insert into record_numbers as n (workspace_id, prefix, last) values ($1, $2, 1)
     on conflict (workspace_id, prefix) do update set last = n.last + 1 returning last`,
    [workspaceId, prefix],
  )
  await client.query(
    `insert into records (workspace_id, id, type, prefix, number, title, state, state_group, created_by_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'Backlog', 'open', $7, now(), now())`,
    [workspaceId, id, type, prefix, rows[0]!.last, title, me.id],
  )
  await client.query('insert into record_watchers (workspace_id, record_id, member_id) values ($1, $2, $3)', [
    workspaceId,
    id,
    me.id,
  ])
  return id
}

const TITLE = 'Keep the last good arrival time'
const TEXT = 'I saw the same in Lisbon yesterday: the list jumps when the feed comes back.'
const EDGE = `insert into links (workspace_id, id, from_id, to_id, kind, created_by_id, created_at) values ($1, $2, $3, $4, $5, $6, now())`

const bareCreate: Bare = async (client, subject) => {
  const { workspaceId, me, teamId, of } = subject
  const line = of('initiative').id
  const id = await register(client, subject, 'work-item', 'WRK', TITLE)
  await client.query(
    `insert into work_items (workspace_id, id, team_id, type, state_id, state_group, priority, line_id, position, created_at, changed_at)
     values ($1, $2, $3, 'feature', 'backlog', 'backlog', 4, $4, $5, now(), now())`,
    [workspaceId, id, teamId, line, `0${Date.now()}V`],
  )
  await client.query('insert into work_item_assignees (workspace_id, work_item_id, member_id) values ($1, $2, $3)', [
    workspaceId,
    id,
    me.id,
  ])
  await client.query(EDGE, [workspaceId, newId(), id, line, 'delivers', me.id])
  await tell(client, subject, 'work-item.created.v1', { id, type: 'feature', teamId, parentId: null }, id)
}

const newItem = ({ me, teamId, of }: Subject) => ({
  title: TITLE,
  teamId: teamId as never,
  assignees: [me.id],
  lineId: of('initiative').id,
})

const COMMANDS: Command[] = [
  {
    what: 'create a work item with team, assignee and line',
    ask: (api, subject) => api.workItems.create(newItem(subject)),
    bare: bareCreate,
  },
  {
    what: 'move a work item to another state',
    ask: (api, { item, random }) =>
      api.workItems.move({
        id: item.id,
        stateId: (['to-do', 'in-progress', 'in-review'] as const)[Math.floor(random() * 3)] as never,
      }),
    async bare(client, subject) {
      const { workspaceId, item } = subject
      await client.query('select * from work_items where workspace_id = $1 and id = $2 for update', [
        workspaceId,
        item.id,
      ])
      await client.query(
        `update work_items set state_id = 'in-progress', state_group = 'started', started_at = now(), changed_at = now(), position = $3 where workspace_id = $1 and id = $2`,
        [workspaceId, item.id, `0${Date.now()}V`],
      )
      await client.query(
        `update records set state = 'In progress', state_group = 'active', updated_at = now() where workspace_id = $1 and id = $2`,
        [workspaceId, item.id],
      )
      await tell(client, subject, 'work-item.moved.v1', { id: item.id }, item.id)
    },
  },
  {
    what: 'comment on a work item',
    ask: (api, { item }) => api.comments.add({ recordId: item.id, text: TEXT }),
    async bare(client, subject) {
      const { workspaceId, me, item } = subject
      const id = newId()
      await client.query(
        'insert into comments (workspace_id, id, record_id, text, by_id, at) values ($1, $2, $3, $4, $5, now())',
        [workspaceId, id, item.id, TEXT, me.id],
      )
      await client.query(
        'insert into record_watchers (workspace_id, record_id, member_id) values ($1, $2, $3) on conflict do nothing',
        [workspaceId, item.id, me.id],
      )
      await tell(client, subject, 'comment.added.v1', { id, recordId: item.id, threadId: null, mentioned: [] }, item.id)
    },
  },
  {
    what: 'check in on a key result, with its value',
    // An owner may answer again until the other side has answered too, so only one side answers here.
    as: ({ me, keyResultOfNow }) => ({ ...me, id: keyResultOfNow.productOwnerId, side: 'product' }),
    ask: (api, { keyResultOfNow, random }) =>
      api.checkIns.checkIn({
        keyResultId: keyResultOfNow.id,
        value: 20 + Math.round(random() * 50),
        confidence: 7,
        sentence: TEXT,
      }),
    async bare(client, subject) {
      const { workspaceId, keyResultOfNow: kr } = subject
      const { rows } = await client.query<{ id: string }>(
        `insert into check_ins (workspace_id, id, key_result_id, week, opened_at) values ($1, $2, $3, date_trunc('week', now())::date, now())
         on conflict (workspace_id, key_result_id, week) do update set value = 50 returning id`,
        [workspaceId, newId(), kr.id],
      )
      await client.query(
        `insert into key_result_readings (workspace_id, key_result_id, "on", value, source, by_id, at) values ($1, $2, current_date, 50, 'check-in', $3, now())
         on conflict (workspace_id, key_result_id, "on") do update set value = 50`,
        [workspaceId, kr.id, kr.productOwnerId],
      )
      await client.query(
        'update key_results set value = 50, value_on = current_date where workspace_id = $1 and id = $2',
        [workspaceId, kr.id],
      )
      await client.query(
        `insert into check_in_answers (workspace_id, check_in_id, member_id, side, confidence, sentence, at, after_reveal) values ($1, $2, $3, 'product', 7, '', now(), false)
         on conflict (workspace_id, check_in_id, member_id) do update set confidence = 7`,
        [workspaceId, rows[0]!.id, kr.productOwnerId],
      )
      await tell(client, subject, 'key-result.checked-in.v1', { id: kr.id }, kr.id)
    },
  },
  {
    what: 'give a shout-out about a work item',
    ask: (api, { other, item }) => api.shoutOuts.give({ to: [other.id], message: TEXT, about: [item.id] }),
    async bare(client, subject) {
      const { workspaceId, me, other, item } = subject
      const id = await register(client, subject, 'shout-out', 'SHO', TEXT)
      await client.query(
        'insert into shout_outs (workspace_id, id, from_id, message, given_at) values ($1, $2, $3, $4, now())',
        [workspaceId, id, me.id, TEXT],
      )
      await client.query(
        'insert into shout_out_recipients (workspace_id, shout_out_id, member_id) values ($1, $2, $3)',
        [workspaceId, id, other.id],
      )
      await client.query(EDGE, [workspaceId, newId(), id, item.id, 'serves', me.id])
      await tell(client, subject, 'shout-out.given.v1', { id, key: '', from: me.id, to: [other.id] }, id)
    },
  },
]

async function inTransaction(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<unknown>) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await run(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const REACH = { group: 'Commands, durable and with their events', mostMs: 20, mostRatio: 3 }

/** Typical commands one after another, each beside the bare transaction; listeners hear of them between the turns. */
export async function measureCommands(
  bench: Bench,
  subjects: Subjects,
  thorough: Thoroughness,
  only: RegExp,
  say: (row: Row) => void,
) {
  const rows: Row[] = []
  const add = (row: Row) => {
    rows.push(row)
    say(row)
  }
  for (const { what, ask, bare, as } of COMMANDS.filter((command) => only.test(command.what))) {
    const measured = await compare(
      async (turn) => {
        const subject = subjects.at(turn, 2)
        await ask(bench.apiOf(as?.(subject) ?? subject.me), subject)
      },
      (turn) => inTransaction(bench.bare, (client) => bare(client, subjects.at(turn, 2))),
      { ...thorough, wait: bench.assembled.relay.relay },
    )
    add(comparedRow({ what, ...measured, ...REACH }))
  }
  if (only.test('resend')) add(await resent(bench, subjects, thorough))
  return rows
}

/** The same command again with the same key: it gets the first answer and does nothing. */
async function resent({ apiOf, bare, assembled }: Bench, subjects: Subjects, { warmUp, most, seconds }: Thoroughness) {
  const sent = new Map<number, { me: Me; key: string; input: ReturnType<typeof newItem> }>()
  for (let turn = -warmUp * 2; turn < Math.min(most, 100) * 2; turn++) {
    const subject = subjects.at(turn, 3)
    const command = { me: subject.me, key: newId(), input: newItem(subject) }
    await apiOf(command.me, { key: command.key }).workItems.create(command.input)
    sent.set(turn, command)
  }
  await assembled.relay.relay()
  const measured = await compare(
    (turn) => {
      const { me, key, input } = sent.get(turn)!
      return apiOf(me, { key }).workItems.create(input)
    },
    (turn) => {
      const { me, key } = sent.get(turn)!
      const text =
        'select procedure, input_hash, answer from answered_commands where workspace_id = $1 and member_id = $2 and key = $3'
      return bare.query(text, [me.workspaceId, me.id, key])
    },
    { warmUp, most: Math.min(most, 100), seconds },
  )
  return comparedRow({ what: 'the same command sent again with its key', ...measured, ...REACH, mostRatio: undefined })
}
