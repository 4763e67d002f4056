import { LABEL_COLOURS } from '#practices/delivery/work-items/labels/contract.ts'
import { REGISTRY_GROUP, USUAL_STATES } from '#practices/delivery/work-items/states/rules.ts'

import type { Statement } from './frame.ts'
import { link, register } from './goals.ts'

const states = USUAL_STATES.map(
  ({ id, name, group }, i) => `(${i + 1}, '${id}', '${name}', '${group}', '${REGISTRY_GROUP[group]}')`,
)

// What is said of the last tenth of the time, and of what came before it: backlog, to do, in progress, in review, done, cancelled.
const stateOf = (share: string, of: string) => `case
  when ${share} > 0.9 then case when x <= 35 then 1 when x <= 55 then 2 when x <= 75 then 3 when x <= 85 then 4 when x <= 97 then 5 else 6 end
  else case when x <= 4 then 1 when x <= 6 then 2 when x <= 8 then 3 when x <= 9 then 4 when x <= 93 then 5 else 6 end end as ${of}`

/** Initiatives with what each side says of them, and the work that delivers them. */
export const work: Record<string, Statement[]> = {
  initiatives: [
    `create temp table initiative on commit drop as
      select w, n, pg_temp.id('initiative', w, n, at) as id, at, team, board_column, said,
        team + 2 * teams * (pg_temp.pick(w, n, 202, pairs) - 1) as product, team + teams + 2 * teams * (pg_temp.pick(w, n, 202, pairs) - 1) as engineering,
        (q - 1) * objectives / quarters * 3 + pg_temp.pick(w, n, 203, objectives / quarters * 3) as kr,
        board_column = 'done' and pg_temp.pick(w, n, 204, 5) = 1 as is_awaited
      from plan join span using (w), generate_series(1, initiatives) n
      cross join lateral (select since + (until - since) * ((n - 0.5) / initiatives) as at, pg_temp.pick(w, n, 201, teams) as team,
        1 + (n - 1) * quarters / initiatives as q, pg_temp.pick(w, n, 205, 100) as x) one
      cross join lateral (select case when n <= 0.85 * initiatives then case when x <= 85 then 'done' when x <= 97 then 'dropped' else 'later' end
        else case when x <= 20 then 'now' when x <= 45 then 'next' when x <= 70 then 'later' when x <= 90 then 'ideas' else 'done' end end as board_column) c
      cross join lateral (select board_column <> 'ideas' as said) s`,
    `create unique index on initiative (w, n)`,
    register(`select "workspaceId", i.id, 'initiative', 'INI', i.n, pg_temp.title(w, i.n, 206),
        case when is_awaited then 'Outcome awaited' when board_column = 'ideas' then 'Idea' else initcap(board_column) end,
        case when is_awaited then 'active' else case board_column when 'done' then 'done' when 'dropped' then 'dropped' when 'now' then 'active' when 'next' then 'active' else 'open' end end,
        2, team.id, pg_temp.sentence(w, i.n, 207), person.id, at, least(at + interval '40 days', until)
      from initiative i join plan using (w) join span using (w) join team using (w) join person using (w) where team.n = i.team and person.n = i.product`),
    `insert into initiatives (workspace_id, id, board_column, rank, product_owner_id, engineering_owner_id, target_on, value, effect_metric_id, effect_direction,
        effect_size, effect_measure, effect_window_days, said_version, said_by_id, said_at, feasibility_version, begun_at, verdict, verdict_summary, verdict_at)
      select "workspaceId", i.id, board_column, i.n * 1024.0, p.id, e.id, (i.at + interval '60 days')::date, case when said then pg_temp.sentence(w, i.n, 207) else '' end,
        case when said then metric.id end, case when said then 'increase' end, case when said then 5 end, case when said then 'percent' end, case when said then 30 end,
        said::int, case when said then p.id end, case when said then i.at + interval '1 day' end, said::int,
        case when board_column in ('now', 'done') then i.at + interval '10 days' end,
        case when board_column = 'done' and not is_awaited then (array['continue', 'adjust', 'stop'])[pg_temp.pick(w, i.n, 208, 3)] end,
        '', case when board_column = 'done' and not is_awaited then i.at + interval '39 days' end
      from initiative i join plan using (w) join person p using (w) join person e using (w) join metric using (w)
      where p.n = i.product and e.n = i.engineering and metric.n = pg_temp.pick(w, i.n, 209, metrics)`,
    `insert into feasibilities (workspace_id, initiative_id, version, low_days, high_days, confidence, requirements, constraints, unknowns, date_risk, date_risk_why, author_id, at, asked_at)
      select "workspaceId", i.id, 1, 5, 5 + pg_temp.pick(w, i.n, 210, 30), 'medium', pg_temp.sentence(w, i.n, 211), pg_temp.sentence(w, i.n, 212), '', 'none', '',
        person.id, at + interval '4 days', at + interval '2 days'
      from initiative i join plan using (w) join person using (w) where said and person.n = i.engineering`,
    `insert into initiative_quotes (workspace_id, id, initiative_id, quote, source, by_id, at)
      select "workspaceId", pg_temp.id('quote', w, i.n * 2 + k, at), i.id, pg_temp.sentence(w, i.n * 2 + k, 213), 'An interview', person.id, at
      from initiative i join plan using (w) join person using (w), generate_series(0, 1) k where person.n = i.product`,
    `insert into roadmap_changes (workspace_id, id, initiative_id, what, from_words, to_words, reason, because_of_constraint, after_start, by_id, agreed, at)
      select "workspaceId", pg_temp.id('roadmap', w, i.n, at), i.id, 'column', 'Later', 'Next', 'Both sides accepted it.', false, false, person.id, '{}', at + interval '6 days'
      from initiative i join plan using (w) join person using (w) where said and person.n = i.product`,
    `insert into signoffs (workspace_id, id, record_id, version, member_id, side, verdict, signed_at)
      select "workspaceId", pg_temp.id('initiative-signed-' || side, w, i.n, at), i.id, 2, person.id, side, 'agreed', at + interval '5 days'
      from initiative i join plan using (w) cross join (values ('product'), ('engineering')) s(side)
      join person using (w) where person.n = case side when 'product' then i.product else i.engineering end and board_column in ('now', 'next', 'done')`,
    link(
      'serves',
      `select w, i.id as from_id, kr.id as to_id, i.at from initiative i join kr using (w) where kr.n = i.kr`,
    ),
    link(
      'evidences',
      `select w, m.id as from_id, i.id as to_id, i.at from initiative i join plan using (w) join metric m using (w) where m.n = pg_temp.pick(w, i.n, 214, metrics)`,
    ),
  ],
  'work items': [
    `create temp table state (k int, id text, name text, state_group text, registry text) on commit drop`,
    `insert into state values ${states.join(',')}`,
    // Of ten items one is there for nothing, two are parts of another, seven deliver an initiative of their time.
    `create temp table item on commit drop as select *, row_number() over (partition by w, team order by n)::int as number from (
      select one.w, one.n, one.at, one.st, one.parent, i.id as line_id, coalesce(i.team, pg_temp.pick(one.w, one.n, 222, teams)) as team, pg_temp.id('work-item', one.w, one.n, one.at) as id,
        case when x >= 5 then least(one.at + pg_temp.pick(one.w, one.n, 223, 30) * interval '1 day', until) end as closed_at,
        case when st >= 3 then least(one.at + pg_temp.pick(one.w, one.n, 224, 48) * interval '1 hour', until) end as started_at
      from (
        select w, n, teams, until, since + (until - since) * ((n - 0.5) / items) as at, ${stateOf('n::float8 / items', 'st')},
          case when n % 10 in (7, 8) then n - n % 10 + 6 end as parent, case when n % 10 in (7, 8) then n - n % 10 + 6 else n end as base, items, initiatives
        from plan join span using (w), generate_series(1, items) n, lateral (select pg_temp.pick(w, n, 221, 100) as x) r
      ) one cross join lateral (select st as x) s
      left join initiative i on i.w = one.w and one.n % 10 <> 3
        and i.n = greatest(1, least(one.initiatives, 1 + ((one.base - 1) * one.initiatives::bigint / one.items)::int + pg_temp.pick(one.w, one.base, 225, 11) - 6))
      ) whole`,
    `create unique index on item (w, n)`,
    register(`select "workspaceId", item.id, 'work-item', team.prefix, number, pg_temp.title(w, item.n, 226), state.name, state.registry, 1, team.id,
        case when item.n % 5 < 3 then pg_temp.sentence(w, item.n, 227) else '' end, person.id, at, coalesce(closed_at, started_at, at)
      from item join plan using (w) join team using (w) join person using (w) join state on state.k = item.st
      where person.n = pg_temp.pick(w, item.n, 228, members) and team.n = item.team`),
    `insert into work_items (workspace_id, id, team_id, type, state_id, state_group, priority, estimate, due_on, parent_id, line_id, position, created_at, changed_at, started_at, closed_at)
      select "workspaceId", item.id, team.id, (array['feature', 'feature', 'feature', 'bug', 'bug', 'debt', 'spike', 'chore'])[pg_temp.pick(item.w, item.n, 229, 8)],
        state.id, state.state_group, pg_temp.pick(item.w, item.n, 230, 5) - 1, (array[null, 1, 2, 3, 5, 8])[pg_temp.pick(item.w, item.n, 231, 6)],
        case when item.n % 10 > 6 then (item.at + interval '30 days')::date end, parent.id, item.line_id, pg_temp.place(item.at, item.n), item.at,
        coalesce(item.closed_at, item.started_at, item.at), item.started_at, item.closed_at
      from item join plan using (w) join team on team.w = item.w and team.n = item.team join state on state.k = item.st
      left join item parent on parent.w = item.w and parent.n = item.parent order by item.w, item.n`,
    // Most have one assignee of their team, every seventh has two.
    `insert into work_item_assignees (workspace_id, work_item_id, member_id)
      select distinct "workspaceId", item.id, person.id
      from item join plan using (w) cross join generate_series(1, 2) k
      join person on person.w = item.w and person.n = item.team + plan.teams * (pg_temp.pick(item.w, item.n * 2 + k, 232, 2 * pairs) - 1)
      where item.n % 6 <> 0 and (k = 1 or item.n % 7 = 0)`,
    `create temp table label on commit drop as
      select w, n, pg_temp.id('label', w, n, since) as id from plan join span using (w), generate_series(1, 30) n`,
    `insert into work_labels (workspace_id, id, name, colour, created_at)
      select "workspaceId", id, 'area ' || n, (array[${LABEL_COLOURS.map((one) => `'${one}'`).join(',')}])[1 + n % ${LABEL_COLOURS.length}], since
      from label join plan using (w) join span using (w)`,
    `insert into work_item_labels (workspace_id, work_item_id, label_id)
      select distinct "workspaceId", item.id, label.id from item join plan using (w) cross join generate_series(1, 2) k
      join label on label.w = item.w and label.n = pg_temp.pick(item.w, item.n * 2 + k, 233, 30) where item.n % 5 < 3 and (k = 1 or item.n % 3 = 0)`,
    link(
      'delivers',
      `select w, id as from_id, line_id as to_id, at from item where parent is null and line_id is not null`,
    ),
    link(
      'delivers',
      `select item.w, item.id as from_id, p.id as to_id, item.at from item join item p on p.w = item.w and p.n = item.parent`,
    ),
    link(
      'blocks',
      `select item.w, b.id as from_id, item.id as to_id, item.at from item join item b on b.w = item.w and b.n = item.n - 1 where item.n % 25 in (2, 4)`,
    ),
  ],
  changes: [
    `create temp table change on commit drop as
      select w, n, row_number() over (partition by w order by n)::int as number, id as item_id, team, at + interval '2 hours' as at, st,
        pg_temp.id('change', w, n, at + interval '2 hours') as id from item where n % 5 = 1`,
    register(`select "workspaceId", change.id, 'change', 'CHG', number, pg_temp.title(w, change.n, 241), case when st = 5 then 'merged' else 'open' end,
        case when st = 5 then 'done' else 'active' end, 1, null, '', null, at, at from change join plan using (w)`),
    `insert into changes (workspace_id, id, repository, number, state, url, branch, author, opened_at, merged_at)
      select "workspaceId", id, 'example/team-' || team, number, case when st = 5 then 'merged' else 'open' end, 'https://example.com/pull/' || number,
        'branch-' || number, 'octo', at, case when st = 5 then at + interval '1 day' end from change join plan using (w)`,
    link('delivers', `select w, id as from_id, item_id as to_id, at from change`),
  ],
}
