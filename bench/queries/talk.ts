import { asJson, type Query, summary } from './query.ts'

const historyOf = (where: string) => `
  select e.number, e.name, e.by_id, e.at, e.changes, case when o.id is not null then ${asJson('o')} end as other
  from events e left join records o on o.workspace_id = $1 and o.id = e.other_record_id
  where e.workspace_id = $1 and ${where} and (e.audience is null or $3 = any(e.audience)) order by e.at desc, e.number desc limit 31`

/** What was said and what happened, and who is there. */
export const talkQueries: Query[] = [
  {
    what: 'inbox, first page with the count of unread',
    ask: async (api) => {
      await api.notifications.count()
      return api.notifications.list({})
    },
    bare: ({ workspaceId, me }) => [
      {
        text: `select count(*) from notifications where workspace_id = $1 and member_id = $2 and read_at is null and archived_at is null and in_inbox
          and (snoozed_until is null or snoozed_until <= now())`,
        values: [workspaceId, me.id],
      },
      {
        text: `select n.*, ${asJson('r')} as record from (select * from notifications where workspace_id = $1 and member_id = $2 and in_inbox and archived_at is null
            and (snoozed_until is null or snoozed_until <= now()) order by shown_at desc, id desc limit 31) n
          left join records r on r.workspace_id = $1 and r.id = n.record_id order by n.shown_at desc`,
        values: [workspaceId, me.id],
      },
    ],
  },
  {
    what: 'history of a work item',
    ask: (api, { item }) => api.history.of({ recordId: item.id }),
    bare: ({ workspaceId, item, me }) => ({
      text: historyOf('(e.record_id = $2 or e.other_record_id = $2)'),
      values: [workspaceId, item.id, me.id],
    }),
  },
  {
    what: 'history of an initiative',
    ask: (api, { of }) => api.history.of({ recordId: of('initiative').id }),
    bare: ({ workspaceId, of, me }) => ({
      text: historyOf('(e.record_id = $2 or e.other_record_id = $2)'),
      values: [workspaceId, of('initiative').id, me.id],
    }),
  },
  {
    what: 'comments of a work item',
    ask: (api, { item }) => api.comments.list({ recordId: item.id }),
    bare: ({ workspaceId, item }) => ({
      text: `select t.*, array(select to_jsonb(c) from comments c where c.workspace_id = $1 and c.thread_id = t.id order by at limit 50) as replies,
          array(select to_jsonb(x) from comment_reactions x where x.workspace_id = $1 and x.comment_id = t.id) as reactions
        from comments t where t.workspace_id = $1 and t.record_id = $2 and t.thread_id is null order by at desc, id desc limit 31`,
      values: [workspaceId, item.id],
    }),
  },
  {
    what: 'shout-outs, first page',
    ask: (api) => api.shoutOuts.list({}),
    bare: ({ workspaceId }) => ({
      text: `select ${summary('r')}, s.*, array(select member_id from shout_out_recipients t where t.workspace_id = $1 and t.shout_out_id = s.id) as to_ids,
          array(select ${asJson('u')} from links k join records u on u.workspace_id = $1 and u.id = k.to_id where k.workspace_id = $1 and k.from_id = s.id and k.kind = 'serves') as about
        from shout_outs s join records r on r.workspace_id = $1 and r.id = s.id where s.workspace_id = $1 order by s.given_at desc, s.id desc limit 31`,
      values: [workspaceId],
    }),
  },
  {
    what: 'people (1,000) and teams, as each page load reads them',
    ask: async (api) => {
      await api.people.teams()
      return api.people.list({ limit: 1000 })
    },
    bare: ({ workspaceId }) => [
      {
        text: 'select id, name, prefix, purpose from teams where workspace_id = $1 and archived_at is null order by name',
        values: [workspaceId],
      },
      { text: 'select team_id, member_id, is_lead from team_members where workspace_id = $1', values: [workspaceId] },
      {
        text: `select id, name, role, discipline, side, title, time_zone, kind from members where workspace_id = $1 and left_at is null order by name, id limit 1001`,
        values: [workspaceId],
      },
    ],
  },
]
