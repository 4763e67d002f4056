import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { isContractProcedure } from '@orpc/contract'
import { isProcedure } from '@orpc/server'
import { getTableColumns, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'

import { features } from '#app/features.ts'
import { proceduresOf } from '#platform/api/assemble.ts'
import { database } from '#tests/support/workspace.ts'

const project = path.resolve(import.meta.dirname, '../..')

function filesIn(folder: string): string[] {
  return readdirSync(path.join(project, folder)).flatMap((name) => {
    const file = `${folder}/${name}`
    return statSync(path.join(project, file)).isDirectory() ? filesIn(file) : [file]
  })
}
const practiceFiles = filesIn('practices')
const code = [...practiceFiles, ...['app', 'commons', 'platform', 'design'].flatMap(filesIn)].filter((file) =>
  /\.tsx?$/.test(file),
)

const SERVER_NAMES =
  /^(contract|events|rules|tables|queries|handlers|subscribers|jobs|lookups|routes|feature|demo)\.ts$/

test('a practice has only files of the closed list', () => {
  const strange = practiceFiles.filter((file) => {
    const [, , feature, ...rest] = file.split('/')
    const name = rest.at(-1)!
    if (rest.includes('ui'))
      return !/\.(tsx|css)$/.test(name) && !/^(api|live|.+\.test)\.ts$/.test(name) && !/^[a-z0-9-]+\.ts$/.test(name)
    return (
      !SERVER_NAMES.test(name) && !name.endsWith('.test.ts') && !(rest.length === 1 && name === `${feature}.test.ts`)
    )
  })
  expect(strange).toEqual([])
})

test('commons is a closed list', () => {
  const commons = [
    'people',
    'records',
    'links',
    'signoffs',
    'comments',
    'documents',
    'meetings',
    'files',
    'notifications',
    'history',
    'search',
  ]
  expect(readdirSync(path.join(project, 'commons')).filter((name) => !commons.includes(name))).toEqual([])
})

test('folders and files are named in kebab-case', () => {
  expect(code.filter((file) => !/^[a-z0-9/.-]+$/.test(file.replace('$', '')))).toEqual([])
})

test('no folder or file has a name that says nothing', () => {
  const empty = /(^|[/-])(utils?|helpers?|shared|common|misc|types|constants|manager|service|data|info)([-./]|$)/
  expect(code.filter((file) => empty.test(file) && !file.startsWith('platform/database'))).toEqual([])
})

test('no file grows past reading', () => {
  // A demo.ts tells a story: its length is prose, not logic.
  const long = code
    .map((file) => ({ file, lines: readFileSync(path.join(project, file), 'utf8').split('\n').length }))
    .filter(({ lines, file }) => lines > 350 && !/(\.test|\/demo)\.ts$/.test(file))
  expect(long).toEqual([])
})

test('the browser, which has no shapes, checks nothing with one', () => {
  const own = code.filter((file) => file.includes('/ui/') || /^(app\/web|design|platform\/client)\//.test(file))
  const checking = own.filter(
    (file) =>
      !file.endsWith('.test.ts') &&
      /(?<!\b(JSON|Date))\.(parse|safeParse)\(/.test(readFileSync(path.join(project, file), 'utf8')),
  )
  expect(checking).toEqual([])
})

test('every procedure is answered and says who may ask it, in a sentence', () => {
  const procedures = proceduresOf(features)
  expect(procedures.length).toBeGreaterThan(50)
  for (const { name, contract, handlers } of features) {
    expect(Object.keys(handlers).sort(), name).toEqual(Object.keys(contract).sort())
    for (const [verb, procedure] of Object.entries(contract)) {
      expect(isProcedure((handlers as Record<string, unknown>)[verb]), `${name}.${verb}`).toBe(true)
      if (!isContractProcedure(procedure)) throw new Error(`${name}.${verb}`)
      const { route } = procedure['~orpc']
      expect(route.summary, `${name}.${verb}`).toMatch(/^[A-Z].*[.]$/)
      expect(route.path, `${name}.${verb}`).toMatch(/^\/[a-z0-9/{}A-Z.-]+$/)
    }
  }
})

test('no two procedures stand at the same address', () => {
  const addresses = features.flatMap(({ contract }) =>
    Object.values(contract).map((procedure) => {
      if (!isContractProcedure(procedure)) throw new Error('not a procedure')
      const { method, path: address } = procedure['~orpc'].route
      return `${method} ${address?.replace(/\{[^}]+\}/g, '{}')}`
    }),
  )
  expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([])
})

test('refusals are said in capitals and tell what is wrong', () => {
  for (const { name, contract } of features) {
    for (const [verb, procedure] of Object.entries(contract)) {
      if (!isContractProcedure(procedure)) continue
      const said = procedure['~orpc'].errorMap as Record<string, { status?: number; message?: string } | undefined>
      for (const [refusal, says] of Object.entries(said)) {
        expect(refusal, `${name}.${verb}`).toMatch(/^[A-Z][A-Z_]+$/)
        expect(says?.message, `${name}.${verb} ${refusal}`).toMatch(/^[A-Z].{8,}[.]$/)
        expect(says?.status, `${name}.${verb} ${refusal}`).toBeGreaterThanOrEqual(400)
      }
    }
  }
})

test('events are past facts with a version', () => {
  const names = features.flatMap((feature) => feature.events.map((event) => event.name))
  expect(names.filter((name) => !/^[a-z-]+\.[a-z-]+\.v[1-9]$/.test(name))).toEqual([])
})

test('a list is paged', () => {
  const unpaged = features.flatMap(({ name, contract }) =>
    Object.entries(contract).flatMap(([verb, procedure]) => {
      if (!isContractProcedure(procedure) || !/^(list|all|newest)/.test(verb)) return []
      const shape = (procedure['~orpc'].inputSchema as { shape?: Record<string, unknown> } | undefined)?.shape ?? {}
      return 'after' in shape && 'limit' in shape ? [] : [`${name}.${verb}`]
    }),
  )
  expect(unpaged).toEqual([])
})

test('every table begins with its workspace, in its keys too, and row-level security is forced on it', async () => {
  const modules = await Promise.all(
    code
      .filter((file) => file.endsWith('/tables.ts'))
      .map((file) => import(path.join(project, file)) as Promise<Record<string, unknown>>),
  )
  const tables = modules
    .flatMap((module) => Object.values(module))
    .filter((value): value is PgTable => is(value, PgTable))
  expect(tables.length).toBeGreaterThan(20)
  const { rows } = await database.owner.execute<{ name: string; forced: boolean; policies: number }>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, count(p.polname)::int as policies
    from pg_class c left join pg_policy p on p.polrelid = c.oid where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by c.oid`)
  for (const table of new Set(tables)) {
    const { name, primaryKeys, foreignKeys } = getTableConfig(table)
    const columns = Object.values(getTableColumns(table)).map((column) => column.name)
    if (OF_THE_SERVER.includes(name)) continue
    expect(columns[0], name).toBe('workspace_id')
    for (const key of primaryKeys) expect(key.columns[0]!.name, `primary key of ${name}`).toBe('workspace_id')
    for (const key of foreignKeys) {
      const { columns: own, foreignColumns } = key.reference()
      expect([own[0]!.name, foreignColumns[0]!.name], `a foreign key of ${name}`).toEqual([
        'workspace_id',
        'workspace_id',
      ])
    }
    expect(
      rows.find((row) => row.name === name),
      name,
    ).toMatchObject({ forced: true, policies: 2 })
  }
})

/** Tables of the server itself, which no member's transaction can reach: who signs in, and with what. */
const OF_THE_SERVER = [
  'user',
  'session',
  'account',
  'verification',
  'two_factor',
  'sso_provider',
  'letters',
  'rate_limit',
  'set_ups',
]
