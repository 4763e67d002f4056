import type { Query } from './query.ts'
import { asJson, summary } from './query.ts'

const COLUMNS = ['ideas', 'now', 'next', 'later', 'done'] as const

const serves = (
  id: string,
) => `array(select ${asJson('u')} from links k join records u on u.workspace_id = $1 and u.id = k.to_id and u.removed_at is null
  where k.workspace_id = $1 and k.from_id = ${id} and k.kind = 'serves') as serves`
const signed = (id: string) =>
  `array(select to_jsonb(s) from signoffs s where s.workspace_id = $1 and s.record_id = ${id} order by s.signed_at desc) as signed`

const initiativeRows = (where: string) => `
  select ${summary('r')}, i.*, f.low_days, f.high_days, ${serves('i.id')}, ${signed('i.id')},
    (select count(*) from initiative_quotes q where q.workspace_id = $1 and q.initiative_id = i.id) as quotes,
    (select count(*) from links k where k.workspace_id = $1 and k.to_id = i.id and k.kind = 'evidences') as evidence, e.*
  from initiatives i join records r on r.workspace_id = $1 and r.id = i.id and r.removed_at is null
  left join feasibilities f on f.workspace_id = $1 and f.initiative_id = i.id and f.version = i.feasibility_version
  cross join lateral (select count(*) as items, count(*) filter (where w.state_group = 'completed') as done, sum(w.estimate) as points
    from work_items w where w.workspace_id = $1 and w.line_id = i.id and w.removed_at is null and w.state_group <> 'cancelled') e
  where i.workspace_id = $1 and ${where}`

const keyResultRows = (where: string) => `
  select ${summary('r')}, k.*, m.title as metric, c.week, c.product, c.engineering, c.gap,
    case when k.kind in ('keep above', 'keep below') then
      array(select jsonb_build_object('on', g."on", 'value', g.value) from key_result_readings g where g.workspace_id = $1 and g.key_result_id = k.id order by 1) end as readings,
    w.total, w.done
  from key_results k join records r on r.workspace_id = $1 and r.id = k.id
  left join records m on m.workspace_id = $1 and m.id = k.metric_id
  left join lateral (select week, product, engineering, gap from check_ins c where c.workspace_id = $1 and c.key_result_id = k.id and c.revealed_at is not null
    order by week desc limit 1) c on true
  left join lateral (select count(*) as total, count(*) filter (where w.state_group = 'completed') as done
    from links i join work_items w on w.workspace_id = $1 and w.line_id = i.from_id and w.removed_at is null
    where k.source = 'linked work' and i.workspace_id = $1 and i.to_id = k.id and i.kind = 'serves' and w.state_group <> 'cancelled') w on true
  where k.workspace_id = $1 and k.dropped_at is null and ${where}`

/** What is to be reached, by what, and how it stands. */
export const goalQueries: Query[] = [
  {
    what: 'initiatives, one column of the board (100)',
    ask: (api, { random }) => api.initiatives.list({ column: [COLUMNS[Math.floor(random() * 5)]!], limit: 100 }),
    bare: ({ workspaceId, random }) => ({
      text: `${initiativeRows('i.board_column = $2')} order by i.rank, i.id limit 101`,
      values: [workspaceId, COLUMNS[Math.floor(random() * 5)]],
    }),
  },
  {
    what: 'initiatives, counts of the columns',
    ask: (api) => api.initiatives.columns(),
    bare: ({ workspaceId }) => ({
      text: `select i.board_column, count(*) from initiatives i join records r on r.workspace_id = $1 and r.id = i.id and r.removed_at is null
        where i.workspace_id = $1 group by 1`,
      values: [workspaceId],
    }),
  },
  {
    what: 'initiative page',
    ask: (api, { of }) => api.initiatives.get({ key: of('initiative').key }),
    bare: ({ workspaceId, of }) => {
      const { id } = of('initiative')
      return [
        { text: initiativeRows('i.id = $2'), values: [workspaceId, id] },
        {
          text: 'select * from feasibilities where workspace_id = $1 and initiative_id = $2 order by version desc limit 1',
          values: [workspaceId, id],
        },
        {
          text: 'select * from initiative_quotes where workspace_id = $1 and initiative_id = $2 order by at',
          values: [workspaceId, id],
        },
      ]
    },
  },
  {
    what: 'objectives of a cycle (40, with key results)',
    ask: (api, { cycle }) => api.objectives.list({ cycle, limit: 50 }),
    bare: ({ workspaceId, cycle }) => [
      {
        text: `select ${summary('r')}, o.*, ${serves('o.id')}, ${signed('o.id')} from objectives o
          join records r on r.workspace_id = $1 and r.id = o.id and r.removed_at is null where o.workspace_id = $1 and o.cycle = $2 order by r.number limit 51`,
        values: [workspaceId, cycle],
      },
      {
        text: keyResultRows('k.objective_id in (select id from objectives where workspace_id = $1 and cycle = $2)'),
        values: [workspaceId, cycle],
      },
    ],
  },
  {
    what: 'objective page',
    ask: (api, { of }) => api.objectives.get({ key: of('objective').key }),
    bare: ({ workspaceId, of }) => {
      const { id } = of('objective')
      return [
        {
          text: `select ${summary('r')}, o.*, ${serves('o.id')}, ${signed('o.id')} from objectives o join records r on r.workspace_id = $1 and r.id = o.id
            where o.workspace_id = $1 and o.id = $2`,
          values: [workspaceId, id],
        },
        { text: keyResultRows('k.objective_id = $2'), values: [workspaceId, id] },
      ]
    },
  },
  {
    what: 'key result page with its check-ins',
    ask: async (api, { of }) => {
      const { id, key } = of('key-result')
      await api.keyResults.get({ key })
      return api.checkIns.list({ keyResultId: id })
    },
    bare: ({ workspaceId, of }) => {
      const { id } = of('key-result')
      return [
        { text: keyResultRows('k.id = $2'), values: [workspaceId, id] },
        {
          text: `select c.*, array(select to_jsonb(a) from check_in_answers a where a.workspace_id = $1 and a.check_in_id = c.id) as answers
            from check_ins c where c.workspace_id = $1 and c.key_result_id = $2 order by week desc limit 31`,
          values: [workspaceId, id],
        },
      ]
    },
  },
  {
    what: 'check-ins that I owe',
    ask: (api) => api.checkIns.due({}),
    bare: ({ workspaceId, me }) => ({
      text: `select k.* from objectives o join key_results k on k.workspace_id = $1 and k.objective_id = o.id
        where o.workspace_id = $1 and o.state = 'active' and $2 in (o.product_owner_id, o.engineering_owner_id)
          and not exists (select 1 from check_ins c join check_in_answers a on a.workspace_id = $1 and a.check_in_id = c.id
            where c.workspace_id = $1 and c.key_result_id = k.id and c.week = date_trunc('week', now())::date and a.member_id = $2)`,
      values: [workspaceId, me.id],
    }),
  },
  {
    what: 'vision',
    ask: (api) => api.visions.get(),
    bare: ({ workspaceId }) => [
      {
        text: `select v.*, ${summary('r')}, n.* from visions v join records r on r.workspace_id = $1 and r.id = v.id
          join vision_versions n on n.workspace_id = $1 and n.number = v.published_number where v.workspace_id = $1`,
        values: [workspaceId],
      },
      {
        text: `select ${summary('r')}, c.* from clauses c join records r on r.workspace_id = $1 and r.id = c.id
          where c.workspace_id = $1 and c.retired_in is null order by c.section, c.position`,
        values: [workspaceId],
      },
    ],
  },
  {
    what: 'effort below each clause of the vision',
    ask: (api) => api.visions.effort(),
    bare: ({ workspaceId }) => ({
      text: `select c.id, count(distinct o.from_id) as objectives, count(distinct k.from_id) as key_results, count(distinct w.id) as items,
          count(distinct w.id) filter (where w.state_group = 'completed') as done
        from clauses c join links o on o.workspace_id = $1 and o.to_id = c.id and o.kind = 'serves'
        join links k on k.workspace_id = $1 and k.to_id = o.from_id and k.kind = 'serves'
        left join links i on i.workspace_id = $1 and i.to_id = k.from_id and i.kind = 'serves'
        left join work_items w on w.workspace_id = $1 and w.line_id = i.from_id and w.removed_at is null
        where c.workspace_id = $1 and c.retired_in is null group by c.id`,
      values: [workspaceId],
    }),
  },
]
