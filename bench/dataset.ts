import { createHash } from 'node:crypto'

import type pg from 'pg'

import { addDays } from '#platform/time/days.ts'
import { nextCycle, quarterAt } from '#practices/vision/objectives/cycles/rules.ts'

import { documentsAndFeed } from './dataset/feed.ts'
import { frame } from './dataset/frame.ts'
import { goals } from './dataset/goals.ts'
import { outcomes } from './dataset/outcomes.ts'
import { work } from './dataset/work.ts'

/** How much of everything one workspace of the data set holds. */
export type Plan = {
  /** Its number in the data set; every row is made from it and a number of its own, so that each run makes the same. */
  w: number
  workspaceId: string
  slug: string
  name: string
  members: number
  teams: number
  quarters: number
  objectives: number
  initiatives: number
  items: number
  links: number
  metrics: number
  days: number
  releases: number
}

export type Filling = {
  /** The day on which the twelve quarters end; the same day gives the same rows. */
  now: Date
  /** 1 is the data set L of the budgets; less makes the large workspaces, and the number of small ones, smaller. */
  scale: number
  /** The user who is the first admin of each workspace, so that somebody can sign in. */
  /** True for a database of one's own: indexes are left away while it fills, and built when it is full. */
  isOwn?: boolean
  owner?: { userId: string; email: string; name: string } | undefined
  say?: (part: string, seconds: number) => void
}

export const SMALL_WORKSPACES = 200

const workspaceIdOf = (w: number) => {
  const hex = createHash('sha256').update(`throughline data set L, workspace ${w}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The workspaces of the data set: the large one, those beside it, and one of 10,000 work items for a browser to show. */
export function plansOf(scale: number): Plan[] {
  const part = (whole: number, least: number) => Math.max(least, Math.round(whole * scale))
  const teams = part(60, 3)
  const large: Plan = {
    w: 0,
    workspaceId: workspaceIdOf(0),
    slug: 'large',
    name: 'Large',
    members: part(1_000, teams * 2),
    teams,
    quarters: 12,
    objectives: 12 * part(40, 2),
    initiatives: part(2_000, 40),
    items: part(100_000, 400),
    links: part(200_000, 800),
    metrics: part(200, 8),
    days: 1_095,
    releases: part(600, 20),
  }
  const board: Plan = {
    w: 1,
    workspaceId: workspaceIdOf(1),
    slug: 'board',
    name: 'Board',
    members: 40,
    teams: 3,
    quarters: 4,
    objectives: 24,
    initiatives: part(200, 20),
    items: part(10_000, 200),
    links: part(20_000, 400),
    metrics: 10,
    days: 365,
    releases: part(40, 8),
  }
  const small = Array.from({ length: part(SMALL_WORKSPACES, 20) }, (_, i): Plan => {
    const w = i + 2
    const sizes = { members: 8, teams: 2, quarters: 4, objectives: 8, initiatives: 10, items: 60, links: 130 }
    const name = `Small ${i + 1}`
    return {
      w,
      workspaceId: workspaceIdOf(w),
      slug: `small-${i + 1}`,
      name,
      ...sizes,
      metrics: 4,
      days: 90,
      releases: 4,
    }
  })
  return [large, board, ...small]
}

/** The quarters that a plan spans, oldest first; the last one is that of `now`. */
function quartersOf({ quarters }: Plan, today: string) {
  const year = Number(today.slice(0, 4)) - Math.ceil(quarters / 4) - 1
  let key = `${year}-Q1`
  const all = [key]
  while (key !== quarterAt(today)) all.push((key = nextCycle(key)))
  return all.slice(-quarters)
}

/**
 * Fills a migrated database with the data set L, in the owner's transaction and by SQL alone: no command is asked, no
 * listener hears of it. Rows obey the same foreign keys, and registry, links and lines agree, as if commands had written them.
 */
export async function fillLarge(client: pg.ClientBase, filling: Filling) {
  const { now, scale, owner, say, isOwn } = filling
  const today = now.toISOString().slice(0, 10)
  const end = `${addDays(today, 1)}T00:00:00Z`
  const plans = plansOf(scale)
  const rows = plans.map((plan) => ({ ...plan, quarterKeys: quartersOf(plan, today) }))
  await client.query('begin')
  try {
    await client.query(
      `set local work_mem = '256MB'; set local maintenance_work_mem = '512MB'; set local statement_timeout = 0; set local lock_timeout = 0`,
    )
    const indexes = isOwn ? await dropIndexes(client) : []
    const parts = { ...frame(rows, today, end, owner), ...goals, ...work, ...outcomes, ...documentsAndFeed(), indexes }
    for (const [part, statements] of Object.entries(parts)) {
      const began = performance.now()
      for (const statement of statements) {
        const { text, values } = typeof statement === 'string' ? { text: statement, values: undefined } : statement
        await client.query(text, values).catch((error: unknown) => {
          throw new Error(`The part “${part}” cannot be made: ${(error as Error).message}\n${text}`, { cause: error })
        })
        // Nobody else looks at them, so nobody else would count their rows for the planner.
        const [, table] = /^(?:create temp table|update) (\w+)/.exec(text) ?? []
        if (table) await client.query(`analyze ${table}`)
      }
      say?.(part, (performance.now() - began) / 1000)
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
  const began = performance.now()
  await client.query("set statement_timeout = 0; set maintenance_work_mem = '256MB'")
  await client.query('vacuum (analyze)')
  say?.('vacuum and analyze', (performance.now() - began) / 1000)
  return plans
}

/** Takes away every index that no constraint needs. The answer makes them again. */
async function dropIndexes(client: pg.ClientBase) {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select quote_ident(c.relname) as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}
