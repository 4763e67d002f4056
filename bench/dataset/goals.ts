import type { Statement } from './frame.ts'

/** Registers records: the rows that everything with a page has, from a query that gives their columns in this order. */
export const register = (select: string) => `
  insert into records (workspace_id, id, type, prefix, number, title, state, state_group, version, team_id, text, created_by_id, created_at, updated_at)
  ${select}`

/** Links: `kind`, and a query that gives w, from_id, to_id and when. */
export const link = (kind: string, select: string) => `
  insert into links (workspace_id, id, from_id, to_id, kind, created_by_id, created_at)
  select "workspaceId", pg_temp.id('${kind}', edge.w, hashtextextended(from_id::text || to_id::text, 1) & 1073741823, at), from_id, to_id, '${kind}', person.id, at
  from (${select}) edge join plan using (w)
  join person on person.w = plan.w and person.n = 1 + abs(hashtext(from_id::text)) % plan.members`

const sentence = (n: string, seed: number) => `pg_temp.sentence(w, ${n}, ${seed})`

/** The vision with its clauses, objectives, key results, what was measured and what each side believed of it. */
export const goals: Record<string, Statement[]> = {
  'vision and objectives': [
    `create temp table vision on commit drop as select w, pg_temp.id('vision', w, 1, since) as id, since as at from span`,
    `create temp table clause on commit drop as
      select w, n, pg_temp.id('clause', w, n, since) as id, since + interval '1 hour' as at from span, generate_series(1, 24) n`,
    `create unique index on clause (w, n)`,
    register(`select "workspaceId", vision.id, 'vision', 'VIS', 1, 'Every parcel by bicycle, and nobody waits for it', 'published', 'active', 3,
        null, '', person.id, at, at from vision join plan using (w) join person on person.w = plan.w and person.n = 1`),
    register(`select "workspaceId", clause.id, 'clause', 'VC', n, ${sentence('n', 101)}, 'in force', 'active', 1, null, '', null, at, at
      from clause join plan using (w)`),
    `insert into visions (workspace_id, id, published_number) select "workspaceId", id, 3 from vision join plan using (w)`,
    `insert into clauses (workspace_id, id, vision_id, section, position, added_in, changed_in)
      select "workspaceId", clause.id, vision.id, (array['user needs', 'market goals', 'long-term objectives'])[1 + (n - 1) / 8], (n - 1) % 8, 1, 3
      from clause join plan using (w) join vision using (w)`,
    `insert into vision_versions (workspace_id, number, vision_id, sentence, clauses, author_id, reason, proposed_at, published_at, published_by_id)
      select "workspaceId", number, vision.id, 'Every parcel by bicycle, and nobody waits for it', (
          select jsonb_agg(jsonb_build_object('clauseId', c.id, 'section', (array['user needs', 'market goals', 'long-term objectives'])[1 + (c.n - 1) / 8],
            'text', pg_temp.sentence(c.w, c.n, 101)) order by c.n) from clause c where c.w = plan.w),
        person.id, 'A year passed.', at, at, person.id
      from vision join plan using (w) join person on person.w = plan.w and person.n = 1, generate_series(1, 3) number`,
    link('serves', `select w, clause.id as from_id, vision.id as to_id, clause.at from clause join vision using (w)`),

    `create temp table objective on commit drop as
      select w, n, q, pg_temp.id('objective', w, n, made) as id, made as at, team, starts_on, ends_on, key, is_now,
        team + 2 * teams * (pg_temp.pick(w, n, 111, pairs) - 1) as product,
        team + teams + 2 * teams * (pg_temp.pick(w, n, 111, pairs) - 1) as engineering,
        case when not is_now then case when pg_temp.pick(w, n, 112, 10) = 1 then 'dropped' else 'done' end
          else (array['draft', 'proposed', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active'])[pg_temp.pick(w, n, 112, 10)] end as state
      from plan join span using (w), generate_series(1, objectives) n
      cross join lateral (
        select q, key, starts_on, ends_on, ends_on >= span.today as is_now, 1 + (n - 1) % teams as team,
          starts_on::timestamptz - interval '10 days' + n * interval '1 minute' as made
        from quarter where quarter.w = plan.w and q = 1 + (n - 1) * quarters / objectives
      ) one`,
    `create unique index on objective (w, n)`,
    register(`select "workspaceId", o.id, 'objective', 'OBJ', o.n, pg_temp.title(w, o.n, 113), o.state,
        case o.state when 'active' then 'active' when 'done' then 'done' when 'dropped' then 'dropped' else 'open' end, 3, team.id,
        ${sentence('o.n', 114)}, person.id, at, at
      from objective o join plan using (w) join team using (w) join person using (w) where team.n = o.team and person.n = o.product`),
    `insert into objectives (workspace_id, id, cycle, starts_on, ends_on, state, product_owner_id, engineering_owner_id, activated_at, ended_at, grade)
      select "workspaceId", o.id, key, starts_on, ends_on, o.state, p.id, e.id, case when o.state in ('active', 'done') then at + interval '9 days' end,
        case when o.state in ('done', 'dropped') then ends_on::timestamptz end, case when o.state = 'done' then pg_temp.pick(w, o.n, 115, 10) / 10.0 end
      from objective o join plan using (w) join person p using (w) join person e using (w) where p.n = o.product and e.n = o.engineering`,
    link(
      'serves',
      `select w, o.id as from_id, c.id as to_id, o.at from objective o join clause c using (w) where c.n = pg_temp.pick(w, o.n, 116, 24)`,
    ),
    `insert into signoffs (workspace_id, id, record_id, version, member_id, side, verdict, signed_at)
      select "workspaceId", pg_temp.id('objective-signed-' || side, w, o.n, at), o.id, 3, person.id, side, 'agreed', at + interval '8 days'
      from objective o join plan using (w) cross join (values ('product'), ('engineering')) s(side)
      join person using (w) where person.n = case side when 'product' then o.product else o.engineering end and o.state in ('active', 'done')`,
  ],
  'key results and check-ins': [
    `create temp table kr on commit drop as
      select o.w, (o.n - 1) * 3 + k as n, o.n as o, o.q, pg_temp.id('key-result', o.w, (o.n - 1) * 3 + k, o.at + k * interval '1 minute') as id,
        o.at + k * interval '1 minute' as at, k, o.team, o.product, o.engineering, o.state, o.starts_on, o.ends_on,
        ((o.n - 1) * 3 + k) % 5 as kind
      from objective o, generate_series(1, 3) k`,
    `create unique index on kr (w, n)`,
    register(`select "workspaceId", kr.id, 'key-result', 'KR', kr.n, pg_temp.title(w, kr.n, 121),
        case kr.state when 'done' then 'graded' when 'dropped' then 'dropped' when 'active' then 'on track' else 'draft' end,
        case kr.state when 'done' then 'done' when 'dropped' then 'dropped' when 'active' then 'active' else 'open' end, 1, team.id, '', person.id, at, at
      from kr join plan using (w) join team using (w) join person using (w) where team.n = kr.team and person.n = kr.product`),
    `create temp table metric on commit drop as
      select w, n, pg_temp.id('metric', w, n, since) as id, since as at from plan join span using (w), generate_series(1, metrics) n`,
    `create unique index on metric (w, n)`,
    register(`select "workspaceId", metric.id, 'metric', 'MET', n, initcap(pg_temp.title(w, n, 301)), 'in use', 'active', 1, null, ${sentence('n', 302)},
        person.id, at, at from metric join plan using (w) join person using (w, n)`),
    `insert into key_results (workspace_id, id, objective_id, position, kind, start, target, unit, starts_on, due_on, source, metric_id, value, value_on, status, grade)
      select "workspaceId", kr.id, objective.id, k - 1, (array['increase', 'decrease', 'milestone', 'increase', 'keep above'])[kind + 1],
        (array[10, 60, 0, 10, 0])[kind + 1], (array[80, 20, 100, 80, 40])[kind + 1], '%', kr.starts_on, kr.ends_on,
        case kind when 2 then 'linked work' when 3 then 'metric' else 'by hand' end, case kind when 3 then metric.id end,
        case when kind = 2 or kr.state in ('draft', 'proposed') then null else 20 + pg_temp.pick(w, kr.n, 122, 50) end,
        case when kind = 2 or kr.state in ('draft', 'proposed') then null else least(kr.ends_on, span.today) end,
        case when kr.state = 'active' then 'on-track' end, case when kr.state = 'done' then pg_temp.pick(w, kr.n, 123, 10) / 10.0 end
      from kr join plan using (w) join span using (w) join objective using (w) join metric using (w)
      where objective.n = kr.o and metric.n = pg_temp.pick(w, kr.n, 124, metrics)`,
    link(
      'serves',
      `select kr.w, kr.id as from_id, o.id as to_id, kr.at from kr join objective o on o.w = kr.w and o.n = kr.o`,
    ),
    link(
      'measures',
      `select w, m.id as from_id, kr.id as to_id, kr.at from kr join plan using (w) join metric m using (w)
        where kr.kind = 3 and m.n = pg_temp.pick(w, kr.n, 124, metrics)`,
    ),
    `insert into key_result_readings (workspace_id, key_result_id, "on", value, source, by_id, at)
      select "workspaceId", kr.id, day, 10 + week * 4, case kind when 3 then 'metric' else 'by hand' end, person.id, day::timestamptz + interval '9 hours'
      from kr join plan using (w) join span using (w) join person using (w), generate_series(0, 12) week, lateral (select kr.starts_on + 7 * week as day) d
      where person.n = kr.product and kr.state in ('active', 'done') and kind <> 2 and day <= span.today`,
    `create temp table round on commit drop as
      select kr.w, kr.n, week, pg_temp.id('round', kr.w, kr.n * 20 + week, monday::timestamptz) as id, kr.id as key_result_id, monday, kr.product, kr.engineering,
        monday + 7 <= span.today as is_over, pg_temp.pick(kr.w, kr.n * 20 + week, 131, 10) as believes, pg_temp.pick(kr.w, kr.n * 20 + week, 132, 10) as doubts
      from kr join span using (w), generate_series(1, 12) week, lateral (select date_trunc('week', kr.starts_on)::date + 7 * week as monday) d
      where kr.state in ('active', 'done') and monday <= span.today`,
    `insert into check_ins (workspace_id, id, key_result_id, week, value, opened_at, revealed_at, product, engineering, gap)
      select "workspaceId", id, key_result_id, monday, 10 + week * 4, monday::timestamptz + interval '8 hours',
        case when is_over then monday::timestamptz + interval '1 day' end, case when is_over then believes end, case when is_over then doubts end,
        case when is_over then abs(believes - doubts) end from round join plan using (w)`,
    `insert into check_in_answers (workspace_id, check_in_id, member_id, side, confidence, sentence, at, after_reveal)
      select "workspaceId", round.id, person.id, side, case side when 'product' then believes else doubts end, pg_temp.title(w, round.n, 133),
        monday::timestamptz + interval '9 hours', false
      from round join plan using (w) cross join (values ('product'), ('engineering')) s(side)
      join person using (w) where person.n = case side when 'product' then product else engineering end and (is_over or side = 'product')`,
  ],
}
