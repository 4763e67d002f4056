import type { Api } from '../host.ts'
import type { Subject } from '../subjects.ts'

export type Bare = { text: string; values: unknown[] }

/** Something that a page asks, and the bare SQL that reads the same rows without any of the product around it. */
export type Query = {
  what: string
  ask: (api: Api, subject: Subject) => Promise<unknown>
  bare: (subject: Subject) => Bare | Bare[]
}

export const summary = (alias: string) =>
  `${alias}.id, ${alias}.type, ${alias}.prefix || '-' || ${alias}.number as key, ${alias}.title, ${alias}.state, ${alias}.state_group, ${alias}.version`

export const asJson = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'type', ${alias}.type, 'key', ${alias}.prefix || '-' || ${alias}.number, 'title', ${alias}.title, 'state', ${alias}.state, 'version', ${alias}.version)`

/** Work items as lists show them; `among` gives `id` and `place`. */
export const workRows = (among: string) => `
  select w.id, r.prefix || '-' || r.number as key, r.title, w.type, w.state_id, w.state_group, w.priority, w.estimate, w.team_id, w.due_on,
    w.position, w.created_at, w.changed_at, w.started_at, w.closed_at,
    array(select member_id from work_item_assignees a where a.workspace_id = $1 and a.work_item_id = w.id) as assignees,
    array(select label_id from work_item_labels l where l.workspace_id = $1 and l.work_item_id = w.id) as labels,
    p.title as parent, u.title as line,
    (select count(*) from work_items c where c.workspace_id = $1 and c.parent_id = w.id and c.removed_at is null) as sub_items,
    (select count(*) from links k join records b on b.workspace_id = $1 and b.id = k.from_id
      where k.workspace_id = $1 and k.to_id = w.id and k.kind = 'blocks' and b.state_group in ('open', 'active')) as waits_for
  from (${among}) among
  join work_items w on w.workspace_id = $1 and w.id = among.id
  join records r on r.workspace_id = $1 and r.id = w.id
  left join records p on p.workspace_id = $1 and p.id = w.parent_id
  left join records u on u.workspace_id = $1 and u.id = w.line_id
  order by among.place`
