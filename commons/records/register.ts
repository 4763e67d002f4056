import { and, eq, sql } from 'drizzle-orm'

import type { MemberId } from '#platform/auth/identity.ts'
import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import { RecordId, type RecordType, type StateGroup } from './contract.ts'
import { recordNumbers, records, recordWatchers } from './tables.ts'

/** The prefix of each type's keys. Work items take their team's instead. */
export const PREFIX: Record<RecordType, string> = {
  vision: 'VIS',
  clause: 'VC',
  objective: 'OBJ',
  'key-result': 'KR',
  initiative: 'INI',
  'work-item': 'WRK',
  change: 'CHG',
  release: 'REL',
  metric: 'MET',
  question: 'QUE',
  dashboard: 'DSH',
  'success-review': 'REV',
  'shout-out': 'SHO',
  page: 'PAGE',
}

export type NewRecord = {
  type: RecordType
  title: string
  state: string
  stateGroup: StateGroup
  by: MemberId | null
  now: Date
  /** Beside the title, what search should find it by. */
  text?: string
  prefix?: string
  teamId?: string | null
  id?: RecordId
}

/** Gives a new record its id and key. Call it in the transaction that writes the feature's own row. */
export async function registerRecord(tx: Transaction, workspaceId: string, record: NewRecord) {
  const [first] = await registerRecords(tx, workspaceId, [record])
  return first!
}

/** The same for many at once, in the order given. All of one prefix get consecutive numbers. */
export async function registerRecords(tx: Transaction, workspaceId: string, given: NewRecord[]) {
  if (given.length === 0) return []
  const prefixOf = (record: NewRecord) => record.prefix ?? PREFIX[record.type]
  const next = new Map<string, number>()
  for (const [prefix, group] of Map.groupBy(given, prefixOf)) {
    const [row] = await tx
      .insert(recordNumbers)
      .values({ workspaceId, prefix, last: group.length })
      .onConflictDoUpdate({
        target: [recordNumbers.workspaceId, recordNumbers.prefix],
        set: { last: sql`${recordNumbers.last} + ${group.length}` },
      })
      .returning()
    next.set(prefix, row!.last - group.length)
  }
  const rows = given.map((record) => {
    const prefix = prefixOf(record)
    const number = next.get(prefix)! + 1
    next.set(prefix, number)
    return {
      workspaceId,
      id: record.id ?? RecordId.parse(newId()),
      type: record.type,
      prefix,
      number,
      title: record.title,
      state: record.state,
      stateGroup: record.stateGroup,
      teamId: record.teamId ?? null,
      text: record.text ?? '',
      createdById: record.by,
      createdAt: record.now,
      updatedAt: record.now,
    }
  })
  await tx.insert(records).values(rows)
  const watching = rows.filter((row) => row.createdById)
  if (watching.length > 0) {
    await tx
      .insert(recordWatchers)
      .values(watching.map((row) => ({ workspaceId, recordId: row.id, memberId: row.createdById! })))
  }
  return rows.map((row) => ({ id: row.id, key: `${row.prefix}-${row.number}` }))
}

export type RecordChange = {
  title?: string
  state?: string
  stateGroup?: StateGroup
  text?: string
  teamId?: string | null
  removed?: boolean
  /** True when what sign-offs agree to changed: earlier ones become stale. */
  newVersion?: boolean
}

/** Keeps the registry true to a record that its feature changed. Returns the version it has now. */
export async function updateRecord(
  tx: Transaction,
  workspaceId: string,
  id: RecordId,
  change: RecordChange,
  now: Date,
) {
  const { removed, newVersion, ...set } = change
  const [row] = await tx
    .update(records)
    .set({
      ...set,
      updatedAt: now,
      ...(removed === undefined ? {} : { removedAt: removed ? now : null }),
      ...(newVersion ? { version: sql`${records.version} + 1` } : {}),
    })
    .where(and(eq(records.workspaceId, workspaceId), eq(records.id, id)))
    .returning({ version: records.version })
  if (!row) throw new Error(`No record ${id} in this workspace.`)
  return row.version
}

/** The same for many at once, in one statement; what a change leaves out stays. Gives no new version. */
export async function updateRecords(
  tx: Transaction,
  workspaceId: string,
  changes: (Omit<RecordChange, 'newVersion'> & { id: RecordId })[],
  now: Date,
) {
  if (changes.length === 0) return
  const rows = changes.map((change) => ({ ...change, moved: change.teamId !== undefined }))
  await tx.execute(sql`
    update ${records} r set updated_at = ${now.toISOString()}::timestamptz,
      title = coalesce(c.title, r.title), state = coalesce(c.state, r.state), text = coalesce(c.text, r.text),
      state_group = coalesce(c."stateGroup", r.state_group),
      team_id = case when c.moved then c."teamId" else r.team_id end,
      removed_at = case when c.removed then ${now.toISOString()}::timestamptz when not c.removed then null else r.removed_at end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id uuid, title text, state text, text text,
      "stateGroup" text, "teamId" uuid, moved boolean, removed boolean)
    where r.workspace_id = ${workspaceId} and r.id = c.id`)
}

/** A text that search still finds quickly; what goes beyond it is found by its beginning. */
const SEARCHED_CHARACTERS = 200_000

/** Lets search find a record by the shared text that people wrote on it. */
export const indexWriting = (tx: Transaction, workspaceId: string, id: RecordId, markdown: string) =>
  tx
    .update(records)
    .set({ written: markdown.slice(0, SEARCHED_CHARACTERS) })
    .where(and(eq(records.workspaceId, workspaceId), eq(records.id, id)))

/** Tells these members from now on what happens to the record. */
export async function watchRecord(tx: Transaction, workspaceId: string, id: RecordId, memberIds: readonly string[]) {
  if (memberIds.length === 0) return
  await tx
    .insert(recordWatchers)
    .values([...new Set(memberIds)].map((memberId) => ({ workspaceId, recordId: id, memberId: memberId as MemberId })))
    .onConflictDoNothing()
}

/** The same for many records at once. */
export async function watchRecords(
  tx: Transaction,
  workspaceId: string,
  watching: readonly { recordId: RecordId; memberId: MemberId }[],
) {
  if (watching.length === 0) return
  await tx
    .insert(recordWatchers)
    .values(watching.map((row) => ({ workspaceId, ...row })))
    .onConflictDoNothing()
}
