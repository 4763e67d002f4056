import * as Y from 'yjs'

import { documentFrom, writeMarkdown } from '#commons/documents/text.ts'

import type { Statement } from './frame.ts'
import { link } from './goals.ts'

const TEXTS = [
  '## Why\n\nDispatchers look twice because the arrival time jumps.\n\n- keep the last good value\n- say how old it is\n',
  '## What to do\n\n1. Read the feed every minute\n2. Keep what did not change\n3. Tell the courier once\n\nSee the route map before you begin.\n',
  'Couriers with two parcels see the second stop first. The list sorts by address, not by the order of the day plan.\n',
  '## Done when\n\n- [ ] the label printer works after a restart\n- [ ] an error says what to do\n\n> Ask the depot in Lisbon to try it.\n',
  'A bridge opens for ships for **eleven minutes**. Until then the planner believes that it is closed all day.\n',
  '## Notes of the interview\n\n“I open the app with one hand, in the rain, while the customer waits.”\n\nLarger buttons; the signature field first.\n',
]

/** A shared text as the server keeps it, the same bytes at each run. */
function stored(markdown: string) {
  const text = documentFrom()
  text.clientID = 1
  writeMarkdown(text, markdown, 'replace')
  return Buffer.from(Y.encodeStateAsUpdate(text))
}

/** Texts, comments, the rest of the links, and everything that happened: ten events for each work item, in the order of time. */
export const documentsAndFeed = (): Record<string, Statement[]> => ({
  documents: [
    {
      text: `create temp table draft on commit drop as
        select n::int, state, markdown from unnest($1::bytea[], $2::text[]) with ordinality as u(state, markdown, n)`,
      values: [TEXTS.map(stored), TEXTS],
    },
    `create temp table written on commit drop as
      select w, id, at, n from item where n % 4 = 0 union all select w, id, at, n from initiative`,
    `insert into documents (workspace_id, record_id, state, markdown, revision, edited_at, edited_by_id)
      select "workspaceId", t.id, state, markdown, 1, t.at, person.id
      from written t join plan using (w) join draft on draft.n = 1 + t.n % ${TEXTS.length} join person on person.w = t.w and person.n = 1 + t.n % members`,
    `update records set written = d.markdown from documents d where d.workspace_id = records.workspace_id and d.record_id = records.id`,
  ],
  comments: [
    // Every fourth answers the one before it, so it is about the same record.
    `create temp table said on commit drop as
      select c.w, c.n, item.id as record_id, at.at, pg_temp.id('comment', c.w, c.n, at.at) as id, case when c.n % 4 = 0 then pg_temp.id('comment', c.w, c.n - 1, since + (until - since) * ((c.n * 10 - 12.0) / events)) end as thread_id,
        pg_temp.pick(c.w, c.n, 402, members) as by_n
      from (select w, n, n - (n % 4 = 0)::int as base from plan, generate_series(1, items) n) c join plan using (w) join span using (w)
      cross join lateral (select since + (until - since) * ((c.n * 10 - 2.0) / events) as at) at
      join item on item.w = c.w and item.n = greatest(1, c.base - pg_temp.pick(c.w, c.base, 401, least(c.base, 4000)) + 1)`,
    `insert into comments (workspace_id, id, record_id, thread_id, text, by_id, at)
      select "workspaceId", s.id, record_id, thread_id, pg_temp.sentence(w, s.n, 403), person.id, at
      from said s join plan using (w) join person using (w) where person.n = s.by_n order by s.w, s.n`,
  ],
  'other links': [
    // What is still missing to the number of links that the plan names: items that people related to one another.
    `create temp table missing on commit drop as
      select w, links - (select count(*) from links l where l.workspace_id = "workspaceId") as links from plan`,
    link(
      'relates',
      `select w, a.id as from_id, b.id as to_id, a.at from missing join plan using (w) join item a using (w) join item b using (w)
        where a.n <= missing.links and b.n = 1 + (a.n + 12 + a.n % 5) % items`,
    ),
    `insert into record_numbers (workspace_id, prefix, last) select workspace_id, prefix, max(number) from records group by 1, 2`,
    `insert into record_watchers (workspace_id, record_id, member_id)
      select workspace_id, id, created_by_id from records where created_by_id is not null
      union select workspace_id, work_item_id, member_id from work_item_assignees`,
    `insert into record_visits (workspace_id, member_id, record_id, at)
      select distinct on (person.id, item.id) "workspaceId", person.id, item.id, until - k * interval '5 hours'
      from person join plan using (w) join span using (w), generate_series(1, 40) k, item
      where item.w = plan.w and item.n = greatest(1, items - pg_temp.pick(plan.w, person.n * 100 + k, 411, least(items, 5000)) + 1)`,
  ],
  events: [
    `create temp table slot on commit drop as
      select w, g, at, s, pg_temp.id('event', w, g, at) as id, cur,
        case when s in (0, 1, 2) then cur when s = 7 then null else greatest(1, cur - pg_temp.pick(w, g, 421, least(cur, 4000)) + 1) end as about,
        pg_temp.pick(w, g, 422, members) as by_n
      from plan join span using (w), generate_series(1, events) g,
        lateral (select ((g - 1) % 10)::int as s, ((g - 1) / 10 + 1)::int as cur, since + (until - since) * ((g - 0.5) / events) as at) one`,
    `insert into events (workspace_id, number, id, name, data, by_id, at, record_id, other_record_id, changes)
      select "workspaceId", g, slot.id, happened, d.data, person.id, slot.at, d.record_id, d.other_id, d.changes
      from slot join plan using (w) join person on person.w = slot.w and person.n = slot.by_n
      join item on item.w = slot.w and item.n = slot.about
      join state was on was.k = 1 + slot.g % 3 join state became on became.k = 2 + slot.g % 3
      cross join lateral (select
        case when s = 1 and item.line_id is null or s = 2 then 'work-item.assigned.v1' when s = 0 then 'work-item.created.v1' when s = 1 then 'records.linked.v1'
          when s in (3, 4, 5) then 'work-item.moved.v1' when s in (6, 9) then 'work-item.changed.v1' else 'initiative.changed.v1' end as happened) n
      cross join lateral (select
        case happened
          when 'work-item.created.v1' then jsonb_build_object('id', item.id, 'type', 'feature', 'teamId', null, 'parentId', null)
          when 'records.linked.v1' then jsonb_build_object('id', slot.id, 'from', item.id, 'to', item.line_id, 'kind', 'delivers')
          when 'work-item.assigned.v1' then jsonb_build_object('id', item.id, 'assignees', jsonb_build_array(person.id), 'added', jsonb_build_array(person.id), 'removed', '[]'::jsonb)
          when 'work-item.moved.v1' then jsonb_build_object('id', item.id, 'position', 'V', 'from', jsonb_build_object('stateId', was.id, 'group', was.state_group),
            'to', jsonb_build_object('stateId', became.id, 'group', became.state_group))
          when 'work-item.changed.v1' then jsonb_build_object('id', item.id, 'set', jsonb_build_object('priority', 'high'))
          else jsonb_build_object('id', coalesce(item.line_id, item.id)) end as data,
        case when happened = 'initiative.changed.v1' then coalesce(item.line_id, item.id) else item.id end as record_id,
        case when happened = 'records.linked.v1' then item.line_id end as other_id,
        case happened when 'work-item.moved.v1' then jsonb_build_array(jsonb_build_object('field', 'state', 'from', was.name, 'to', became.name))
          when 'work-item.changed.v1' then '[{"field": "priority", "from": "none", "to": "high"}]'::jsonb
          when 'initiative.changed.v1' then '[{"field": "title", "from": "Before", "to": "After"}]'::jsonb end as changes) d
      order by slot.w, g`,
    `insert into events (workspace_id, number, id, name, data, by_id, at, record_id)
      select "workspaceId", s.n * 10::bigint - 2, slot.id, 'comment.added.v1',
        jsonb_build_object('id', s.id, 'recordId', record_id, 'threadId', thread_id, 'mentioned', '[]'::jsonb), person.id, slot.at, record_id
      from said s join plan using (w) join slot on slot.w = s.w and slot.g = s.n * 10::bigint - 2 join person on person.w = s.w and person.n = s.by_n order by s.w, s.n`,
    `insert into event_streams (workspace_id, last_number) select "workspaceId", events from plan`,
    // Each member was told of the last things that happened; a third of it is still unread, the oldest is put away.
    `insert into notifications (workspace_id, id, member_id, key, because, text, record_id, by_id, at, shown_at, in_inbox, read_at, archived_at)
      select "workspaceId", pg_temp.id('notice', p.w, p.n * 1000 + k, slot.at), p.id, 'record.changed', slot.id, 'moved the work item: ' || pg_temp.title(p.w, slot.about, 226),
        item.id, by_whom.id, slot.at, slot.at, true, case when k > most / 3 then slot.at + interval '1 hour' end, case when k > most * 2 / 3 then slot.at + interval '2 hours' end
      from person p join plan using (w) cross join lateral (select least(100, events / members / 10)::int as most) m, generate_series(1, most) k
      join slot on true join item on true join person by_whom on true
      where slot.w = p.w and slot.g = events - ((k - 1) * members + p.n) * 10 + 4 and item.w = slot.w and item.n = slot.about and by_whom.w = slot.w and by_whom.n = slot.by_n`,
  ],
})
