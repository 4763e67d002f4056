import type pg from 'pg'

import { APP_ROLE } from './database.ts'

/** Tables without `workspace_id` that the application may still use while bound to a workspace. */
export const TABLES_FOR_EVERYONE: string[] = []

const OF_THE_WORKSPACE = `(workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)`
const GRANTED = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

type TableState = {
  name: string
  has_workspace: boolean
  is_enabled: boolean
  is_forced: boolean
  policies: { name: string; roles: string[] }[]
  granted: string[]
}

/**
 * Binds every table that has a `workspace_id` to the workspace of the transaction, for the role that the application
 * takes on inside one; the owner still sees all. Changes only what is missing, so that a start takes no locks.
 */
export async function bindRows(client: pg.Client) {
  await ensureRole(client)
  const { rows: me } = await client.query<{ name: string; quoted: string }>(
    'select current_user as name, quote_ident(current_user) as quoted',
  )
  const owner = me[0]!
  const statements = (await tableStates(client)).flatMap((table) => missingOn(table, owner))
  const { rows } = await client.query<{ usable: boolean }>(
    `select has_schema_privilege('${APP_ROLE}', 'public', 'USAGE') as usable`,
  )
  if (!rows[0]!.usable) statements.unshift(`grant usage on schema public to ${APP_ROLE}`)
  const sequences = await client.query<{ name: string }>(`
    select quote_ident(s.relname) as name
    from (select oid, relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' offset 0) s
    where not has_sequence_privilege('${APP_ROLE}', s.oid, 'USAGE')`)
  for (const { name } of sequences.rows)
    statements.push(`grant usage, select on sequence public.${name} to ${APP_ROLE}`)
  if (statements.length === 0) return
  await client.query(`begin; ${statements.join('; ')}; commit`)
}

function missingOn(table: TableState, owner: { name: string; quoted: string }): string[] {
  const name = `public.${table.name}`
  const statements: string[] = []
  const mayUse = table.has_workspace || TABLES_FOR_EVERYONE.includes(table.name)
  if (mayUse && GRANTED.some((right) => !table.granted.includes(right))) {
    statements.push(`grant select, insert, update, delete on ${name} to ${APP_ROLE}`)
  }
  if (!mayUse && table.granted.length > 0) statements.push(`revoke all on ${name} from ${APP_ROLE}`)
  if (!table.has_workspace) return statements
  if (!table.is_enabled) statements.push(`alter table ${name} enable row level security`)
  if (!table.is_forced) statements.push(`alter table ${name} force row level security`)
  const policy = (policyName: string, role: string, quotedRole: string, condition: string) => {
    const there = table.policies.find((one) => one.name === policyName)
    if (there?.roles.includes(role)) return
    if (there) statements.push(`drop policy ${policyName} on ${name}`)
    statements.push(
      `create policy ${policyName} on ${name} to ${quotedRole} using ${condition} with check ${condition}`,
    )
  }
  policy('of_the_workspace', APP_ROLE, APP_ROLE, OF_THE_WORKSPACE)
  policy('of_the_owner', owner.name, owner.quoted, '(true)')
  return statements
}

async function tableStates(client: pg.Client) {
  const { rows } = await client.query<TableState>(
    `
    select quote_ident(c.relname) as name, c.relrowsecurity as is_enabled, c.relforcerowsecurity as is_forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as has_workspace,
      coalesce((select json_agg(json_build_object('name', p.polname, 'roles',
          (select coalesce(json_agg(r.rolname), '[]') from pg_roles r where r.oid = any (p.polroles))))
        from pg_policy p where p.polrelid = c.oid), '[]') as policies,
      array(select right_name from unnest($1::text[]) right_name where has_table_privilege($2, c.oid, right_name)) as granted
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      -- what an extension brings is its own
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`,
    [GRANTED, APP_ROLE],
  )
  return rows
}

/** Roles belong to the whole cluster: another database's migration may make it in the same moment. */
async function ensureRole(client: pg.Client) {
  const isThere = async () =>
    ((await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])).rowCount ?? 0) > 0
  try {
    if (!(await isThere())) await client.query(`create role ${APP_ROLE} nologin`)
  } catch (error) {
    if (!(await isThere())) throw new CannotBindRows(error)
  }
  const { rows } = await client.query<{ may: boolean }>(
    // From version 16 on a role can be a member without the right to take the role on.
    `select pg_has_role(current_user, '${APP_ROLE}', case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as may`,
  )
  if (rows[0]!.may) return
  try {
    await client.query(`grant ${APP_ROLE} to current_user`)
  } catch (error) {
    throw new CannotBindRows(error)
  }
}

/** The user of the database may not make the role that keeps workspaces apart. */
export class CannotBindRows extends Error {
  constructor(cause: unknown) {
    super(
      `The user of the database may not make the role ${APP_ROLE}, which keeps workspaces apart (${(cause as Error).message}). ` +
        `Have an administrator run: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the user in DATABASE_URL>`,
      { cause },
    )
    this.name = 'CannotBindRows'
  }
}
