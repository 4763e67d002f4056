import { and, eq, inArray, sql } from 'drizzle-orm'

import type { RecordId, RecordSummary, RecordType } from '#commons/records/contract.ts'
import { recordsById } from '#commons/records/lookups.ts'
import type { Transaction } from '#platform/database/database.ts'

import type { LineStep, LinkKind } from './contract.ts'
import { LINE_KINDS } from './rules.ts'
import { links } from './tables.ts'

/** The edges themselves, for a query of a feature's own to join. */
export { links as linkRows } from './tables.ts'

/** What each of the given records points to over one kind of link: `from` id to the records above. */
export async function upOver(tx: Transaction, workspaceId: string, kind: LinkKind, fromIds: readonly string[]) {
  return neighbours(tx, workspaceId, kind, fromIds, 'up')
}

/** What points to each of the given records over one kind of link: `to` id to the records below. */
export async function downOver(tx: Transaction, workspaceId: string, kind: LinkKind, toIds: readonly string[]) {
  return neighbours(tx, workspaceId, kind, toIds, 'down')
}

async function neighbours(
  tx: Transaction,
  workspaceId: string,
  kind: LinkKind,
  ids: readonly string[],
  way: 'up' | 'down',
) {
  const found = new Map<string, RecordSummary[]>()
  if (ids.length === 0) return found
  const [near, far] = way === 'up' ? [links.fromId, links.toId] : [links.toId, links.fromId]
  const edges = await tx
    .select({ near, far })
    .from(links)
    .where(
      and(eq(links.workspaceId, workspaceId), eq(links.kind, kind), inArray(near, [...new Set(ids)] as RecordId[])),
    )
    .orderBy(links.createdAt, links.id)
  const records = await recordsById(
    tx,
    workspaceId,
    edges.map((edge) => edge.far),
  )
  for (const edge of edges) {
    const record = records.get(edge.far)
    if (record) found.set(edge.near, [...(found.get(edge.near) ?? []), record])
  }
  return found
}

type Walked = RecordSummary & { distance: number; kind: LinkKind; via: RecordId }

/** The most steps that the line is followed, a guard against nonsense; a whole line has eight. */
const MOST_STEPS = 24

/** Every record upward (`why`) or downward (`cameOfIt`) of one, nearest first, each once, by its shortest way. */
export async function walk(
  tx: Transaction,
  workspaceId: string,
  start: RecordId,
  way: 'up' | 'down',
  most: number,
): Promise<{ steps: LineStep[]; more: number }> {
  const [near, far] = way === 'up' ? [sql`l.from_id`, sql`l.to_id`] : [sql`l.to_id`, sql`l.from_id`]
  const { rows } = await tx.execute<Walked & { total: string }>(sql`
    with recursive walked(id, distance, kind, via) as (
      select ${start}::uuid, 0, null::text, null::uuid
      union
      select ${far}, w.distance + 1, l.kind, w.id
      from walked w join links l on l.workspace_id = ${workspaceId} and ${near} = w.id
      where l.kind in ${LINE_KINDS} and w.distance < ${MOST_STEPS}
    ), nearest as (
      select distinct on (id) id, distance, kind, via from walked where distance > 0 and id <> ${start} order by id, distance
    ), given as (
      select *, count(*) over () as total from nearest order by distance, id desc limit ${most}
    )
    select r.id, r.type, r.prefix || '-' || r.number as key, r.title, r.state, r.state_group as "stateGroup", r.version,
      g.distance, g.kind, g.via, g.total
    from given g join records r on r.workspace_id = ${workspaceId} and r.id = g.id
    where r.removed_at is null
    order by g.distance, r.type, r.updated_at desc, r.id`)
  const steps = rows.map(({ distance, kind, via, id, type, key, title, state, stateGroup, version }) => ({
    record: { id, type, key, title, state, stateGroup, version },
    distance,
    via: { kind, recordId: via },
  }))
  // Of many that are equally near the newest were chosen, by their ids: to sort all by their rows would read all of them.
  return { steps, more: Math.max(0, Number(rows[0]?.total ?? 0) - most) }
}

/** Which of the given records are linked upward at all, and which reach a vision clause. */
export async function reachOf(tx: Transaction, workspaceId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { linked: boolean; reachesVision: boolean }>()
  const { rows } = await tx.execute<{ start: string; linked: boolean; vision: boolean }>(sql`
    with recursive above(start, id, depth) as (
      select s::uuid, s::uuid, 0 from unnest(${sql.param([...ids])}::uuid[]) s
      union
      select a.start, l.to_id, a.depth + 1 from above a
      join links l on l.workspace_id = ${workspaceId} and l.from_id = a.id
      where l.kind in ${LINE_KINDS} and a.depth < ${MOST_STEPS}
    )
    select start, bool_or(a.depth > 0) as linked, bool_or(a.depth > 0 and r.type in ('clause', 'vision')) as vision
    from above a join records r on r.workspace_id = ${workspaceId} and r.id = a.id and r.removed_at is null
    group by start`)
  return new Map(rows.map((row) => [row.start, { linked: row.linked, reachesVision: row.vision }]))
}

/** The ids of all linked records of one type below a record, such as the work items of an initiative. */
export async function idsBelow(tx: Transaction, workspaceId: string, start: RecordId, type: RecordType) {
  const { steps } = await walk(tx, workspaceId, start, 'down', 100_000)
  return steps.filter((step) => step.record.type === type).map((step) => step.record.id)
}

/** How many records of one type lie below a record, and how many of them are active and done. */
export type Below = { total: number; active: number; done: number }

/**
 * For each of the given records: how many records of these types lie below it, each counted once. Only what hangs below
 * over records of these types themselves; all that is done for a goal is many times more than the goals are.
 */
export async function countsBelow(
  tx: Transaction,
  workspaceId: string,
  ids: readonly string[],
  types: readonly RecordType[],
) {
  const counts = new Map<string, Partial<Record<RecordType, Below>>>(ids.map((id) => [id, {}]))
  if (ids.length === 0) return counts
  const { rows } = await tx.execute<Below & { start: string; type: RecordType }>(sql`
    with recursive below(start, id, type, state_group) as (
      select s::uuid, s::uuid, '', '' from unnest(${sql.param([...ids])}::uuid[]) s
      union
      select b.start, r.id, r.type, r.state_group from below b
      join links l on l.workspace_id = ${workspaceId} and l.to_id = b.id
      join records r on r.workspace_id = ${workspaceId} and r.id = l.from_id and r.type in ${types} and r.removed_at is null
      where l.kind in ${LINE_KINDS}
    )
    select start, type, count(*)::int as total, (count(*) filter (where state_group = 'active'))::int as active,
      (count(*) filter (where state_group = 'done'))::int as done
    from below where id <> start and state_group <> 'dropped' group by start, type`)
  for (const { start, type, ...below } of rows) counts.get(start)![type] = below
  return counts
}
