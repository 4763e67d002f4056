import type { Statement } from './frame.ts'
import { link, register } from './goals.ts'

/** Metrics with a value a day, releases with what they should and did move, reviews, thanks. */
export const outcomes: Record<string, Statement[]> = {
  'metrics and their values': [
    `insert into metrics (workspace_id, id, definition, unit, digits, kind, direction, target, is_guardrail, source, product_owner_id, engineering_owner_id, edited_at)
      select "workspaceId", m.id, pg_temp.sentence(w, m.n, 302), '%', 1, case when m.n % 7 = 0 then 'output' else 'outcome' end, 'up', 80, m.n % 9 = 0, 'push', p.id, e.id, m.at
      from metric m join plan using (w) join person p using (w) join person e using (w)
      where p.n = 1 + (m.n - 1) % teams and e.n = 1 + (m.n - 1) % teams + teams`,
    `insert into metric_values (workspace_id, metric_id, day, value, source, by_id, recorded_at)
      select "workspaceId", m.id, day, round((40 + 30 * d::numeric / days + 8 * sin(d / 7.0 + m.n)::numeric + pg_temp.pick(w, m.n * 10000 + d, 303, 40) / 10.0), 1),
        'push', person.id, day::timestamptz + interval '1 day'
      from plan join span using (w) join metric m using (w) join person using (w), generate_series(1, days) d, lateral (select span.today - days + d as day) v
      where person.n = 1 + m.n % plan.members`,
    link(
      'measures',
      `select w, m.id as from_id, v.id as to_id, m.at from metric m join vision v using (w) where m.n <= 3`,
    ),
    `update vision_versions v set north_star_id = m.id from metric m join plan using (w) where v.workspace_id = "workspaceId" and m.n = 1`,
    link(
      'measures',
      `select a.w, a.id as from_id, b.id as to_id, a.at from metric a join metric b using (w) where b.n = 1 and a.n between 2 and 6`,
    ),
  ],
  'releases and reviews': [
    `create temp table release on commit drop as
      select w, n, at, at + interval '7 days' as shipped_at, n > 0.97 * releases as is_planned, pg_temp.pick(w, n, 311, 10) <= 8 as has_effect,
        1 + (n - 1) % teams as team, pg_temp.pick(w, n, 312, metrics) as metric, pg_temp.id('release', w, n, at) as id
      from plan join span using (w), generate_series(1, releases) n, lateral (select since + (until - since) * ((n - 0.5) / (releases + 8)) as at) a`,
    `create unique index on release (w, n)`,
    register(`select "workspaceId", r.id, 'release', 'REL', r.n, '1.' || r.n || ' ' || pg_temp.title(w, r.n, 313), case when is_planned then 'planned' else 'shipped' end,
        case when is_planned then 'open' else 'done' end, 2, team.id, pg_temp.sentence(w, r.n, 314), person.id, at, shipped_at
      from release r join plan using (w) join team using (w) join person using (w) where team.n = r.team and person.n = r.team`),
    `insert into releases (workspace_id, id, version, name, planned_on, shipped_at, shipped_on, product_lead_id, engineering_lead_id, target, notes, stands_at, edited_at)
      select "workspaceId", r.id, '1.' || r.n, pg_temp.title(w, r.n, 313), shipped_at::date, case when not is_planned then shipped_at end,
        case when not is_planned then shipped_at::date end, p.id, e.id, 'everyone', pg_temp.sentence(w, r.n, 314), shipped_at, at
      from release r join plan using (w) join person p using (w) join person e using (w) where p.n = r.team and e.n = r.team + teams`,
    `insert into release_effects (workspace_id, release_id, revision, metric_id, direction, size, measure, window_days, reason, record_version, by_id, at)
      select "workspaceId", r.id, 1, m.id, 'increase', 5, 'percent', 30, '', 2, person.id, r.at
      from release r join plan using (w) join metric m using (w) join person using (w) where has_effect and m.n = r.metric and person.n = r.team`,
    `insert into signoffs (workspace_id, id, record_id, version, member_id, side, verdict, signed_at)
      select "workspaceId", pg_temp.id('release-signed-' || side, w, r.n, r.at), r.id, 2, person.id, side, 'agreed', r.at + interval '1 day'
      from release r join plan using (w) cross join (values ('product'), ('engineering')) s(side)
      join person using (w) where person.n = case side when 'product' then r.team else r.team + teams end and has_effect`,
    `insert into effect_readings (workspace_id, release_id, metric_id, horizon_days, role, before_from, before_to, before_n, before_mean,
        after_from, after_to, after_n, after_mean, judged, meanwhile, adjusted_p, read_at_once, outcome, read_at)
      select "workspaceId", r.id, m.id, horizon, 'expected', shipped_at::date - horizon, shipped_at::date - 1, horizon, 50,
        shipped_at::date + 1, shipped_at::date + horizon, horizon, 50 + moved,
        jsonb_build_object('method', 'interrupted time series',
          'absolute', jsonb_build_object('by', moved, 'low', moved - 2, 'high', moved + 2),
          'relative', jsonb_build_object('by', moved / 50.0, 'low', (moved - 2) / 50.0, 'high', (moved + 2) / 50.0),
          'p', case when moved > 2 then 0.01 else 0.4 end, 'minimum', 2.9, 'minimumShare', 0.058, 'without', '[]'::jsonb,
          'placebos', jsonb_build_object('dates', 60, 'asExtreme', 1), 'autocorrelation', 0.3, 'lacks', null, 'controlRefused', null),
        '[]', case when moved > 2 then 0.01 else 0.4 end, 1, case when moved > 2 then 'improved' else 'no clear change' end,
        shipped_at + (horizon + 1) * interval '1 day'
      from release r join plan using (w) join span using (w) join metric m using (w), unnest(array[7, 30]) horizon,
        lateral (select pg_temp.pick(w, r.n, 315, 6) as moved) effect
      where has_effect and not is_planned and m.n = r.metric and shipped_at + (horizon + 1) * interval '1 day' < until`,
    link(
      'measures',
      `select w, m.id as from_id, r.id as to_id, r.at from release r join metric m using (w) where has_effect and m.n = r.metric`,
    ),
    link(
      'delivers',
      `select r.w, r.id as from_id, item.id as to_id, r.at from release r join plan using (w) join item using (w)
      where item.n % 4 = 0 and r.n = 1 + (item.n - 1) * releases::bigint / items`,
    ),
    `create temp table review on commit drop as
      select w, row_number() over (partition by w order by n)::int as n, n as release, id as release_id, team, shipped_at + interval '31 days' as due_at,
        shipped_at + interval '40 days' < until as is_over, pg_temp.id('review', w, n, shipped_at) as id, shipped_at as at
      from release join span using (w) where has_effect and not is_planned and shipped_at < until`,
    register(`select "workspaceId", r.id, 'success-review', 'REV', r.n, 'What came of 1.' || release, case when is_over then 'continued' else 'booked' end,
        case when is_over then 'done' else 'open' end, 1, team.id, '', null, at, case when is_over then due_at else at end
      from review r join plan using (w) join team using (w) where team.n = r.team`),
    `insert into success_reviews (workspace_id, id, release_id, window_days, due_on, facilitator_id, verdict, learned, reason, owner_id, follow_up_on, decided_by_id, decided_at)
      select "workspaceId", r.id, release_id, 30, due_at::date, person.id,
        case when is_over then (array['continue', 'adjust', 'stop'])[pg_temp.pick(w, r.n, 316, 3)] end, case when is_over then pg_temp.sentence(w, r.n, 317) else '' end,
        case when is_over then pg_temp.sentence(w, r.n, 318) else '' end, case when is_over then person.id end, case when is_over then due_at::date + 14 end,
        case when is_over then person.id end, case when is_over then due_at end
      from review r join plan using (w) join person using (w) where person.n = r.team`,
    `insert into success_review_people (workspace_id, review_id, member_id)
      select "workspaceId", r.id, person.id from review r join plan using (w) join person using (w) where person.n in (r.team, r.team + teams)`,
    link('decides', `select w, id as from_id, release_id as to_id, due_at as at from review where is_over`),
  ],
  'shout-outs': [
    `create temp table shout on commit drop as
      select w, n, row_number() over (partition by w order by n)::int as number, id as item_id, at + interval '3 hours' as at,
        pg_temp.id('shout-out', w, n, at + interval '3 hours') as id from item where n % 20 = 11`,
    register(`select "workspaceId", s.id, 'shout-out', 'SHO', number, left(pg_temp.sentence(w, s.n, 321), 120), 'given', 'done', 1, null, pg_temp.sentence(w, s.n, 321), person.id, at, at
      from shout s join plan using (w) join person using (w) where person.n = pg_temp.pick(w, s.n, 322, members)`),
    `insert into shout_outs (workspace_id, id, from_id, message, value, given_at)
      select "workspaceId", s.id, person.id, pg_temp.sentence(w, s.n, 321), 'craft', at from shout s join plan using (w) join person using (w)
      where person.n = pg_temp.pick(w, s.n, 322, members)`,
    `insert into shout_out_recipients (workspace_id, shout_out_id, member_id)
      select "workspaceId", s.id, person.id from shout s join plan using (w) join person using (w)
      where person.n = 1 + pg_temp.pick(w, s.n, 322, members) % members`,
    link('serves', `select w, id as from_id, item_id as to_id, at from shout`),
  ],
}
