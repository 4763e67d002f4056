import { asUnavailable, type Database } from '#platform/database/database.ts'

import type { Me, MemberId, Role, Side, Who } from './identity.ts'
import { hashOfToken, signedValue } from './tokens.ts'

export const API_TOKEN_PREFIX = 'tl_'
export const COOKIE_PREFIX = 'throughline'

type Settings = { BASE_URL: string; SECRET: string }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

// One statement each, as the owner: who asks stands above the workspaces. The rows of members belong to the people
// of a workspace, one floor up; they are read here by name, so that a request costs one round trip and no more.
const MEMBER = `m.id, m.workspace_id, m.name, m.role, m.side, m.time_zone`

const bySession = (key: 'slug' | 'workspace_id') => `
  select s.user_id, ${MEMBER}
  from session s
  left join workspaces w on w.${key} = $2
  left join members m on m.workspace_id = w.workspace_id and m.user_id = s.user_id and m.left_at is null and m.kind = 'person'
  where s.token = $1 and s.expires_at > now()`

const byToken = `
  with used as (
    update api_tokens set last_used_on = current_date
    where token_hash = $1 and last_used_on is distinct from current_date and revoked_at is null
  )
  select m.user_id, ${MEMBER}, t.scopes, w.slug
  from api_tokens t
  join members m on m.workspace_id = t.workspace_id and m.id = t.member_id and m.left_at is null
  join workspaces w on w.workspace_id = t.workspace_id
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`

type Row = {
  user_id: string | null
  id: string | null
  workspace_id: string
  name: string
  role: Role
  side: Side | null
  time_zone: string
  scopes?: string[]
  slug?: string
}

/** The API token that a request carries, in either header; undefined when it carries none. */
export function apiTokenIn(headers: Headers) {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return bearer ?? headers.get('x-api-key') ?? undefined
}

/** The session token that a request's cookie carries, if this server signed it. */
export function sessionTokenIn(headers: Headers, settings: Settings) {
  const name = `${settings.BASE_URL.startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token=`
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const cookie = part.trim()
    if (!cookie.startsWith(name)) continue
    try {
      return signedValue(decodeURIComponent(cookie.slice(name.length)), settings.SECRET)
    } catch {
      return // Not even an encoded text, so nothing that this server wrote.
    }
  }
}

/**
 * Who knocks, read anew for each request: a revoked session, a revoked token and an ended membership end at once.
 * Throws `DatabaseUnavailable` when the database is away, for nobody may be taken for a stranger because of that.
 */
export async function whoIs(
  database: Database,
  settings: Settings,
  headers: Headers,
  workspace: string | undefined,
): Promise<Who> {
  const apiToken = apiTokenIn(headers)
  if (apiToken !== undefined) {
    if (!apiToken.startsWith(API_TOKEN_PREFIX)) return {}
    const row = await firstRow(database, byToken, [hashOfToken(apiToken)])
    if (!row) return {}
    const isHere = workspace === undefined || workspace === row.slug || workspace.toLowerCase() === row.workspace_id
    // No userId: a token acts in its workspace, never for the person elsewhere.
    return { scopes: row.scopes ?? [], ...(isHere ? { me: meIn(row) } : {}) }
  }
  const sessionToken = sessionTokenIn(headers, settings)
  if (!sessionToken) return {}
  const key = workspace !== undefined && UUID.test(workspace) ? 'workspace_id' : 'slug'
  const row = await firstRow(database, bySession(key), [sessionToken, workspace ?? null])
  if (!row?.user_id) return {}
  return { userId: row.user_id, ...(row.id ? { me: meIn(row) } : {}) }
}

async function firstRow(database: Database, text: string, values: unknown[]) {
  try {
    const { rows } = await database.pool.query<Row>(text, values)
    return rows[0]
  } catch (error) {
    throw asUnavailable(error)
  }
}

const meIn = (row: Row): Me => ({
  id: row.id as MemberId, // It is the id of a member, for the row was joined from there.
  workspaceId: row.workspace_id,
  userId: row.user_id,
  name: row.name,
  role: row.role,
  side: row.side,
  timeZone: row.time_zone,
})
