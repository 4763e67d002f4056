import { DISCIPLINES } from '#commons/people/contract.ts'
import { USUAL_SIDE } from '#commons/people/rules.ts'

import type { Plan } from '../dataset.ts'

export type Statement = string | { text: string; values: unknown[] }

const VERBS =
  'Show Hide Fix Speed-up Rename Explain Measure Retry Cache Split Merge Export Import Highlight Remember Warn-of Sort Group Limit Test'
const THINGS =
  'arrival-time route-map delivery-proof courier-shift pickup-window depot-address fuel-report bridge-closure traffic-feed label-printer signature-field return-parcel cargo-bike battery-level weather-notice dispatch-board day-plan stop-order handover-code customer-note tip-payment holiday-calendar rate-card tax-field login-link search-box photo-upload offline-queue push-notice language-switch address-book claim-form invoice-line refund-step help-article audit-trail access-role backup-copy export-file error-page loading-state empty-list keyboard-key dark-theme print-view feature-flag crash-report usage-chart'
const PLACES =
  'on-the-phone for-dispatchers in-the-app at-night for-new-couriers on-slow-networks in-the-report after-a-restart for-large-depots before-the-first-stop when-offline in-the-email for-admins on-the-wall-screen in-Berlin in-Lisbon on-tablets for-guests during-a-strike behind-a-proxy with-two-parcels at-the-border on-the-watch for-the-weekend'
const FIRST =
  'Ada Bruno Chen Dana Elif Farid Greta Hugo Ines Jamal Kaya Luca Maya Nils Olga Pavel Quinn Rosa Samir Tove Uma Viktor Wanda Xenia Yusuf Zoe Amara Björn Carla Dmitri Esra Finn Gloria Hana Ivan Jette Kofi Leila Marek Nora'
const LAST =
  'Abel Brandt Castro Dahl Endo Faber Gruber Haas Ito Jansen Keller Lang Moreau Novak Okoye Petrov Quist Rossi Santos Toth Ueda Vogel Weiss Xu Yilmaz Zeman Almeida Berg Conti Duarte Eriksen Fontaine Garcia Hoffman Ibrahim Jensen Kowalski Lindgren Mendes Nielsen Ortega Park Reyes Schmidt Tanaka Ulrich Vargas Wagner Young Zhang Adeyemi Blum Cohen Dimas Evans Frost Greco Hansen Ilic Joshi'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const list = (words: string) =>
  `array[${words
    .split(' ')
    .map((word) => `'${word.replaceAll('-', ' ')}'`)
    .join(',')}]`
const wordFrom = (words: string, key: string, seed: string) =>
  `(${list(words)})[pg_temp.pick(w, ${key}, ${seed}, ${words.split(' ').length})]`

const sides = DISCIPLINES.filter((discipline) => USUAL_SIDE[discipline] !== null)
const ofSide = (side: string) =>
  list(
    sides
      .filter((one) => USUAL_SIDE[one] === side)
      .map((one) => one.replaceAll(' ', '-'))
      .join(' '),
  )

/** Plans and helper functions as temporary things of the session, then workspaces, people and teams. */
export function frame(
  plans: (Plan & { quarterKeys: string[] })[],
  today: string,
  end: string,
  owner: { userId: string; email: string; name: string } | undefined,
): Record<string, Statement[]> {
  return {
    'workspaces, people, teams': [
      // Equal for equal numbers, on every machine; from 1 to `among`.
      `create function pg_temp.pick(w int, n bigint, seed int, among int) returns int language sql immutable as $$
        select 1 + ((hashint8extended(w * 1000000000::bigint + n, seed) & 9223372036854775807) % among)::int $$`,
      // In the shape of the server's own ids (UUID version 7), so that rows made together lie together.
      `create function pg_temp.id(kind text, w int, n bigint, at timestamptz) returns uuid language sql immutable as $$
        select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || w || ':' || n), 1, 3)
          || '8' || substr(md5(kind || w || ':' || n), 4, 15))::uuid $$`,
      `create function pg_temp.title(w int, n bigint, seed int) returns text language sql immutable as $$
        select ${wordFrom(VERBS, 'n', 'seed')} || ' the ' || ${wordFrom(THINGS, 'n', 'seed + 1')} || ' ' || ${wordFrom(PLACES, 'n', 'seed + 2')} $$`,
      `create function pg_temp.sentence(w int, n bigint, seed int) returns text language sql immutable as $$
        select 'Dispatchers asked for it: ' || lower(pg_temp.title(w, n, seed)) || ', because the ' || ${wordFrom(THINGS, 'n', 'seed + 7')} ||
          ' is missing ' || ${wordFrom(PLACES, 'n', 'seed + 8')} || '. Done when the ' || ${wordFrom(THINGS, 'n', 'seed + 9')} || ' shows it.' $$`,
      // A place in the order by hand as placeOnTop gives it: eight digits of the time, upside down, and three more.
      `create function pg_temp.place(at timestamptz, n bigint) returns text language sql immutable as $$
        select ${Array.from({ length: 8 }, (_, k) => `substr('${DIGITS}', (v / ${62n ** BigInt(7 - k)} % 62)::int + 1, 1)`).join(' || ')} || substr(md5(n::text), 1, 2) || 'V'
        from (select 218340105584895 - floor(extract(epoch from at) * 1000)::bigint as v) one $$`,
      {
        text: `create temp table plan on commit drop as
          select p.*, members / (2 * teams) as pairs, items * 10::bigint as events
          from jsonb_to_recordset($1::jsonb) as p(w int, "workspaceId" uuid, slug text, name text, members int, teams int, quarters int,
            objectives int, initiatives int, items int, links int, metrics int, days int, releases int, "quarterKeys" text[])`,
        values: [JSON.stringify(plans)],
      },
      `create temp table span on commit drop as
        select w, '${today}'::date as today, '${end}'::timestamptz - interval '1 day' as until,
          make_date(substr("quarterKeys"[1], 1, 4)::int, substr("quarterKeys"[1], 7)::int * 3 - 2, 1)::timestamptz as since from plan`,
      `create temp table quarter on commit drop as
        select w, q::int, key, make_date(substr(key, 1, 4)::int, substr(key, 7)::int * 3 - 2, 1) as starts_on,
          (make_date(substr(key, 1, 4)::int, substr(key, 7)::int * 3 - 2, 1) + interval '3 months - 1 day')::date as ends_on
        from plan, unnest("quarterKeys") with ordinality as u(key, q)`,
      `insert into workspaces (workspace_id, slug, name, time_zone, is_demo, created_at)
        select "workspaceId", slug, name, 'UTC', false, since from plan join span using (w)`,
      {
        text: `create temp table person on commit drop as
          select w, n, pg_temp.id('member', w, n, since) as id, (n - 1) / teams % 2 = 0 as is_product,
            case when n = 1 then coalesce($1::text, 'Robin Example')
              else ${wordFrom(FIRST, 'n', '11')} || ' ' || ${wordFrom(LAST, 'n', '12')} end as name
          from plan join span using (w), generate_series(1, members) n`,
        values: [owner?.name ?? null],
      },
      `create unique index on person (w, n)`,
      {
        text: `insert into members (workspace_id, id, user_id, name, email, role, discipline, side, title, time_zone, joined_at)
          select "workspaceId", id, case when n = 1 then $1::text end, person.name,
            case when n = 1 and $2::text is not null then $2 else 'member-' || w || '-' || n || '@example.com' end,
            case when n = 1 then 'admin' when n % 25 = 0 then 'observer' when n % 20 = 0 then 'contributor' else 'member' end,
            case when is_product then (${ofSide('product')})[1 + n % 5] else (${ofSide('engineering')})[1 + n % 4] end,
            case when is_product then 'product' else 'engineering' end, '', 'UTC', since
          from person join plan using (w) join span using (w)`,
        values: [owner?.userId ?? null, owner?.email ?? null],
      },
      `create temp table team on commit drop as
        select w, n, pg_temp.id('team', w, n, since) as id, 'T' || lpad(n::text, 2, '0') as prefix
        from plan join span using (w), generate_series(1, teams) n`,
      `create unique index on team (w, n)`,
      `insert into teams (workspace_id, id, name, prefix, purpose, created_at)
        select "workspaceId", id, 'Team ' || n, prefix, 'Looks after the ' || lower(pg_temp.title(w, n, 13)) || '.', since
        from team join plan using (w) join span using (w)`,
      `insert into team_members (workspace_id, team_id, member_id, is_lead)
        select "workspaceId", team.id, person.id, person.n <= 2 * teams
        from person join plan using (w) join team on team.w = person.w and team.n = (person.n - 1) % teams + 1`,
    ],
  }
}
