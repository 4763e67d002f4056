import { type Query, summary, workRows } from './query.ts'

const KEPT = 'w.workspace_id = $1 and w.removed_at is null'
const first = (where: string, order: string, limit = 51) =>
  workRows(
    `select w.id, row_number() over (order by ${order}) as place from work_items w where ${where} order by ${order} limit ${limit}`,
  )

const monthAgo = () => new Date(Date.now() - 14 * 86_400_000).toISOString()

const board = (where: string) => `
  with totals as (select state_id, count(*) as total, sum(estimate) as points from work_items w where ${where} group by 1),
  firsts as (select t.state_id, f.id, f.position from totals t cross join lateral (
    select w.id, w.position from work_items w where ${where} and w.state_id = t.state_id order by w.position, w.id limit 31) f)
  select t.total, t.points, rows.* from (${workRows('select id, position as place from firsts')}) rows join totals t on t.state_id = rows.state_id`

/** The tracker: one item, lists and boards of many. */
export const workQueries: Query[] = [
  {
    what: 'work item page',
    ask: (api, { item }) => api.workItems.get({ key: item.key }),
    bare: ({ workspaceId, item, me }) => ({
      text: `select one.*, d.markdown, r.created_by_id, r.version, w.source_system,
          array(select jsonb_build_object('id', o.id, 'title', o.title, 'since', k.created_at) from links k join records o on o.workspace_id = $1 and o.id = k.from_id
            where k.workspace_id = $1 and k.to_id = w.id and k.kind = 'blocks') as blocked_by,
          array(select jsonb_build_object('id', o.id, 'title', o.title, 'since', k.created_at) from links k join records o on o.workspace_id = $1 and o.id = k.to_id
            where k.workspace_id = $1 and k.from_id = w.id and k.kind = 'blocks') as blocks,
          array(select jsonb_build_object('id', c.id, 'state', c.state_id) from work_items c where c.workspace_id = $1 and c.parent_id = w.id and c.removed_at is null) as parts,
          exists (select 1 from record_watchers v where v.workspace_id = $1 and v.record_id = w.id and v.member_id = $4) as watching
        from (${workRows('select id, 1 as place from records where workspace_id = $1 and prefix = $2 and number = $3')}) one
        join work_items w on w.workspace_id = $1 and w.id = one.id join records r on r.workspace_id = $1 and r.id = w.id
        left join documents d on d.workspace_id = $1 and d.record_id = w.id`,
      values: [workspaceId, item.prefix, item.number, me.id],
    }),
  },
  {
    what: 'work list, first page by hand order',
    ask: (api) => api.workItems.list({ limit: 50 }),
    bare: ({ workspaceId }) => ({ text: first(KEPT, 'w.position, w.id'), values: [workspaceId] }),
  },
  {
    what: 'work list, a later page',
    ask: (api, { item }) =>
      api.workItems.list({ limit: 50, after: JSON.stringify(['manual', false, item.position, item.id]) }),
    bare: ({ workspaceId, item }) => ({
      text: first(`${KEPT} and (w.position, w.id) > ($2, $3::uuid)`, 'w.position, w.id'),
      values: [workspaceId, item.position, item.id],
    }),
  },
  {
    what: 'work list, open ones of a team by priority',
    ask: (api, { teamId }) =>
      api.workItems.list({
        limit: 50,
        teams: [teamId as never],
        groups: ['backlog', 'unstarted', 'started'],
        sort: 'priority',
      }),
    bare: ({ workspaceId, teamId }) => ({
      text: first(
        `${KEPT} and w.team_id = $2 and w.state_group in ('backlog', 'unstarted', 'started')`,
        'w.priority, w.position, w.id',
      ),
      values: [workspaceId, teamId],
    }),
  },
  {
    what: 'work list, open ones assigned to me',
    ask: (api) => api.workItems.list({ limit: 50, assignees: ['me'], groups: ['backlog', 'unstarted', 'started'] }),
    bare: ({ workspaceId, me }) => ({
      text: first(
        `${KEPT} and w.state_group in ('backlog', 'unstarted', 'started')
          and w.id in (select work_item_id from work_item_assignees where workspace_id = $1 and member_id = $2)`,
        'w.position, w.id',
      ),
      values: [workspaceId, me.id],
    }),
  },
  {
    what: 'work list, two words of the title',
    ask: (api, { words }) => api.workItems.list({ limit: 50, text: words }),
    bare: ({ workspaceId, words }) => ({
      text: first(
        `${KEPT} and exists (select 1 from records r where r.workspace_id = $1 and r.id = w.id and r.title ilike $2 and r.title ilike $3)`,
        'w.position, w.id',
      ),
      values: [workspaceId, ...words.split(' ').map((word) => `%${word}%`)],
    }),
  },
  {
    what: 'work list, all below an objective',
    ask: (api, { of }) => api.workItems.list({ limit: 50, under: of('objective').id }),
    bare: ({ workspaceId, of }) => ({
      text: first(
        `${KEPT} and w.line_id in (
          select l2.from_id from links l1 join links l2 on l2.workspace_id = $1 and l2.to_id = l1.from_id and l2.kind = 'serves'
          where l1.workspace_id = $1 and l1.to_id = $2 and l1.kind = 'serves')`,
        'w.position, w.id',
      ),
      values: [workspaceId, of('objective').id],
    }),
  },
  {
    what: 'board of the whole workspace by state, closed in two weeks',
    ask: (api) => api.workItems.board({ groupBy: 'state', closedWithinDays: 14 }),
    bare: ({ workspaceId }) => ({
      text: board(`${KEPT} and (w.closed_at is null or w.closed_at >= $2)`),
      values: [workspaceId, monthAgo()],
    }),
  },
  {
    what: 'board of a team by state, closed in two weeks',
    ask: (api, { teamId }) => api.workItems.board({ groupBy: 'state', closedWithinDays: 14, teams: [teamId as never] }),
    bare: ({ workspaceId, teamId }) => ({
      text: board(`${KEPT} and w.team_id = $3 and (w.closed_at is null or w.closed_at >= $2)`),
      values: [workspaceId, monthAgo(), teamId],
    }),
  },
  {
    what: 'work items counted by state',
    ask: (api) => api.workItems.counts({ groups: ['backlog', 'unstarted', 'started'] }),
    bare: ({ workspaceId }) => [
      {
        text: `select w.state_group, count(*), sum(w.estimate), count(*) filter (where w.line_id is null) from work_items w
          where ${KEPT} and w.state_group in ('backlog', 'unstarted', 'started') group by 1`,
        values: [workspaceId],
      },
      {
        text: `select count(distinct w.id) from links k join work_items w on w.workspace_id = $1 and w.id = k.to_id
          join records b on b.workspace_id = $1 and b.id = k.from_id and b.state_group in ('open', 'active')
          where k.workspace_id = $1 and k.kind = 'blocks' and w.removed_at is null and w.state_group in ('backlog', 'unstarted', 'started')`,
        values: [workspaceId],
      },
    ],
  },
  {
    what: 'picker of records by the beginning of a title',
    ask: (api, { item }) => api.records.find({ text: item.title.slice(0, 12) }),
    bare: ({ workspaceId, item }) => ({
      text: `select ${summary('r')} from records r where r.workspace_id = $1 and r.removed_at is null and r.title ilike $2
        order by r.title ilike $3 desc, r.state_group in ('open', 'active') desc, r.updated_at desc limit 12`,
      values: [workspaceId, `%${item.title.slice(0, 12)}%`, `${item.title.slice(0, 12)}%`],
    }),
  },
]
