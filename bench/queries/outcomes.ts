import { asJson, type Query, summary } from './query.ts'

const metricRows = (where: string, tail = '') => `
  select ${summary('r')}, m.*, v.recent, array(select ${asJson('u')} from links k join records u on u.workspace_id = $1 and u.id = k.to_id and u.removed_at is null
      where k.workspace_id = $1 and k.from_id = m.id and k.kind = 'measures') as measures
  from metrics m join records r on r.workspace_id = $1 and r.id = m.id and r.removed_at is null
  cross join lateral (select jsonb_agg(jsonb_build_object('day', day, 'value', value) order by day) as recent from (
    select day, value from metric_values v where v.workspace_id = $1 and v.metric_id = m.id order by day desc limit 56) d) v
  where m.workspace_id = $1 and ${where} ${tail}`

const releaseRows = (where: string, tail = '') => `
  select ${summary('r')}, l.*, array(select ${asJson('c')} from links k join records c on c.workspace_id = $1 and c.id = k.to_id and c.removed_at is null
      where k.workspace_id = $1 and k.from_id = l.id and k.kind = 'delivers') as contents,
    array(select to_jsonb(e) || jsonb_build_object('metric', m.title) from release_effects e join records m on m.workspace_id = $1 and m.id = e.metric_id
      where e.workspace_id = $1 and e.release_id = l.id order by revision desc) as declared,
    array(select to_jsonb(s) from signoffs s where s.workspace_id = $1 and s.record_id = l.id) as signed
  from releases l join records r on r.workspace_id = $1 and r.id = l.id and r.removed_at is null where l.workspace_id = $1 and ${where} ${tail}`

/** Whether users are better off. */
export const outcomeQueries: Query[] = [
  {
    what: 'metric page with 400 values',
    ask: async (api, { of }) => {
      const { key } = of('metric')
      await api.metrics.get({ key })
      return api.metrics.values({ key })
    },
    bare: ({ workspaceId, of }) => {
      const { id } = of('metric')
      return [
        { text: metricRows('m.id = $2'), values: [workspaceId, id] },
        {
          text: 'select day, value, note, source from metric_values where workspace_id = $1 and metric_id = $2 order by day desc limit 401',
          values: [workspaceId, id],
        },
      ]
    },
  },
  {
    what: 'metrics, first page',
    ask: (api) => api.metrics.list({}),
    bare: ({ workspaceId }) => ({
      text: metricRows(`r.state = 'in use'`, 'order by lower(r.title), r.id limit 31'),
      values: [workspaceId],
    }),
  },
  {
    what: 'release page',
    ask: (api, { of }) => api.releases.get({ key: of('release').key }),
    bare: ({ workspaceId, of }) => {
      const { id } = of('release')
      return [
        { text: releaseRows('l.id = $2'), values: [workspaceId, id] },
        {
          text: `select e.*, m.title from effect_readings e join records m on m.workspace_id = $1 and m.id = e.metric_id
            where e.workspace_id = $1 and e.release_id = $2`,
          values: [workspaceId, id],
        },
      ]
    },
  },
  {
    what: 'releases, first page',
    ask: (api) => api.releases.list({}),
    bare: ({ workspaceId }) => ({
      text: releaseRows('true', 'order by l.stands_at desc, l.id desc limit 31'),
      values: [workspaceId],
    }),
  },
  {
    what: 'success review page',
    ask: (api, { of }) => api.successReviews.get({ key: of('success-review').key }),
    bare: ({ workspaceId, of }) => {
      const { id } = of('success-review')
      return [
        {
          text: `select ${summary('r')}, s.*, array(select member_id from success_review_people p where p.workspace_id = $1 and p.review_id = s.id) as people, ${asJson('l')} as release
            from success_reviews s join records r on r.workspace_id = $1 and r.id = s.id join records l on l.workspace_id = $1 and l.id = s.release_id
            where s.workspace_id = $1 and s.id = $2`,
          values: [workspaceId, id],
        },
        {
          text: `select e.*, m.title from success_reviews s join effect_readings e on e.workspace_id = $1 and e.release_id = s.release_id
            join records m on m.workspace_id = $1 and m.id = e.metric_id where s.workspace_id = $1 and s.id = $2`,
          values: [workspaceId, id],
        },
        {
          text: `select ${summary('r')}, o.shipped_on from success_reviews s join releases l on l.workspace_id = $1 and l.id = s.release_id
            join releases o on o.workspace_id = $1 and o.shipped_on between l.shipped_on - s.window_days and l.shipped_on + s.window_days and o.id <> l.id
            join records r on r.workspace_id = $1 and r.id = o.id where s.workspace_id = $1 and s.id = $2`,
          values: [workspaceId, id],
        },
      ]
    },
  },
]
