import type pg from 'pg'

import type { RecordId, RecordType } from '#commons/records/contract.ts'
import type { Me, MemberId } from '#platform/auth/identity.ts'

import { membersOf } from './host.ts'
import { oneOf, randomFrom } from './measure.ts'

export type Named = { id: RecordId; key: string; prefix: string; number: number; title: string; version: number }
export type NamedItem = Named & { position: string; teamId: string; stateId: string }
export type KeyResultOfNow = Named & { productOwnerId: MemberId; engineeringOwnerId: MemberId }

/** What a question is about: chosen anew for each, the same ones at each run. */
export type Subject = {
  workspaceId: string
  me: Me
  other: Me
  item: NamedItem
  teamId: string
  cycle: string
  words: string
  of: (type: RecordType) => Named
  keyResultOfNow: KeyResultOfNow
  random: () => number
}

const named = `r.id, r.prefix || '-' || r.number as key, r.prefix, r.number, r.title, r.version`

/** Reads some thousand records of a workspace to choose from; the answer chooses. */
export async function subjectsOf(bare: pg.Pool, workspaceId: string) {
  const rowsOf = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await bare.query<Row>(text, [workspaceId, ...values])).rows
  const members = await membersOf(bare, workspaceId)
  const items = await rowsOf<NamedItem>(
    `select ${named}, w.position, w.team_id as "teamId", w.state_id as "stateId" from work_items w
     join records r on r.workspace_id = w.workspace_id and r.id = w.id where w.workspace_id = $1 and w.removed_at is null
     order by md5(w.id::text) limit 4000`,
  )
  const others = await rowsOf<Named & { type: RecordType }>(
    `select ${named}, r.type from (
       select *, row_number() over (partition by type order by md5(id::text)) as place from records where workspace_id = $1 and removed_at is null
     ) r where place <= 1000`,
  )
  const ofNow = await rowsOf<KeyResultOfNow>(
    `select ${named}, o.product_owner_id as "productOwnerId", o.engineering_owner_id as "engineeringOwnerId" from key_results k
     join objectives o on o.workspace_id = k.workspace_id and o.id = k.objective_id
     join records r on r.workspace_id = k.workspace_id and r.id = k.id
     where k.workspace_id = $1 and o.state = 'active' and k.source = 'by hand' order by r.number`,
  )
  const teams = await rowsOf<{ id: string }>('select id from teams where workspace_id = $1 order by id')
  const cycles = await rowsOf<{ cycle: string }>(
    'select distinct cycle from objectives where workspace_id = $1 order by 1',
  )
  const byType = Map.groupBy(others, (one) => one.type)
  const types = [...byType.keys()]

  return {
    members,
    types,
    /** The n-th choice; a seed tells one use from another. */
    at(n: number, seed = 1): Subject {
      const random = randomFrom(seed * 1_000_003 + n)
      const item = oneOf(items, random)
      const place = Math.floor(random() * members.length)
      const [first = '', , second = ''] = item.title.split(' ')
      return {
        workspaceId,
        me: members[place]!,
        other: members[(place + 1) % members.length]!,
        item,
        teamId: oneOf(teams, random).id,
        cycle: oneOf(cycles, random).cycle,
        words: `${first} ${second}`,
        of: (type) => oneOf(byType.get(type)!, random),
        keyResultOfNow: oneOf(ofNow, random),
        random,
      }
    },
  }
}

export type Subjects = Awaited<ReturnType<typeof subjectsOf>>
