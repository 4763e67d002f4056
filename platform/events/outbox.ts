import { sql } from 'drizzle-orm'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import type { DomainEvent } from './define-event.ts'
import type { Change } from './tables.ts'

/** Which record a fact is about, what changed on it, and who alone may hear of it (everyone, when left out). */
export type About = { record?: string; other?: string; changes?: Change[]; audience?: string[] }

/** Notes a fact, to be written beside the change that made it true: both commit, or neither does. */
export type Emit = <Data>(event: DomainEvent<string, Data>, data: Data, about?: About) => void

export type Noted = About & { id: string; name: string; data: unknown }

/** An event as it was written, with its number. */
export type Written = Noted & { number: number; by: string | null; at: Date }

export type AnsweredCommand = { memberId: string; key: string; procedure: string; inputHash: string; answer: unknown }

/** Collects what a command emits; `write` puts all of it down in one statement, as the last before the commit. */
export function openOutbox(listenersOf: (eventName: string, about: About) => string[]) {
  const noted: Noted[] = []
  const emit: Emit = (event, data, about = {}) => {
    noted.push({ id: newId(), name: event.name, data: event.data.parse(data), ...about })
  }

  async function write(
    tx: Transaction,
    by: { workspaceId: string; memberId: string | null; now: Date },
    answered?: AnsweredCommand,
  ): Promise<Written[]> {
    if (noted.length === 0 && !answered) return []
    const rows = noted.map((event, i) => ({
      i: i + 1,
      id: event.id,
      name: event.name,
      data: event.data ?? {},
      record_id: event.record ?? null,
      other_record_id: event.other ?? null,
      changes: event.changes?.length ? event.changes : null,
      audience: event.audience ?? null,
      listeners: listenersOf(event.name, event),
    }))
    const at = by.now.toISOString()
    // The stream's row is locked here and released by the commit that follows at once.
    const result = await tx.execute<{ number: string; i: number }>(sql`
      with said as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
          i int, id uuid, name text, data jsonb, record_id uuid, other_record_id uuid, changes jsonb, audience uuid[], listeners text[])
      ), stream as (
        insert into event_streams as s (workspace_id, last_number) values (${by.workspaceId}, ${rows.length})
        on conflict (workspace_id) do update set last_number = s.last_number + excluded.last_number
        returning last_number - ${rows.length} as before
      ), written as (
        insert into events (workspace_id, number, id, name, data, by_id, at, record_id, other_record_id, changes, audience)
        select ${by.workspaceId}, before + i, id, name, data, ${by.memberId}::uuid, ${at}::timestamptz, record_id, other_record_id, changes, audience
        from said, stream returning number
      ), owed as (
        insert into event_deliveries (workspace_id, event_number, listener, due_at)
        select ${by.workspaceId}, before + i, unnest(listeners), ${at}::timestamptz from said, stream
      ), answered as (
        insert into answered_commands (workspace_id, member_id, key, procedure, input_hash, answer, at)
        select ${by.workspaceId}, a.member_id, a.key, a.procedure, a.input_hash, a.answer, ${at}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(answered ? [asRow(answered)] : [])}::jsonb)
          as a(member_id uuid, key text, procedure text, input_hash text, answer jsonb)
      )
      select before + i as number, i from said, stream order by i`)
    return result.rows.map((row) => ({
      ...noted[row.i - 1]!,
      number: Number(row.number),
      by: by.memberId,
      at: by.now,
    }))
  }

  return { emit, write, noted }
}

const asRow = (a: AnsweredCommand) => ({
  member_id: a.memberId,
  key: a.key,
  procedure: a.procedure,
  input_hash: a.inputHash,
  answer: a.answer,
})
