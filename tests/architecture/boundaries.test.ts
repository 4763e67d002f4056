import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { cruise, type IReporterOutput } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, expect, test } from 'vitest'

// @ts-expect-error: the rules are plain JavaScript without a declaration
import config from '../../.dependency-cruiser.mjs'

const project = path.resolve(import.meta.dirname, '../..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'house-'))
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module","imports":{"#*":"./*"}}')
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    '{"compilerOptions":{"module":"preserve","moduleResolution":"bundler"}}',
  )
  symlinkSync(path.join(project, 'node_modules'), path.join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true }))

type Files = Record<string, string>

/** The rules that a house of just these files breaks. */
async function brokenBy(files: Files) {
  const house = mkdtempSync(path.join(folder, 'h-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(house, name)), { recursive: true })
    writeFileSync(path.join(house, name), text)
  }
  for (const name of ['package.json', 'tsconfig.json']) symlinkSync(path.join(folder, name), path.join(house, name))
  symlinkSync(path.join(project, 'node_modules'), path.join(house, 'node_modules'))
  const { output } = (await cruise(
    Object.keys(files),
    { ...config.options, baseDir: house, ruleSet: { forbidden: config.forbidden }, validate: true } as never,
    undefined,
    { tsConfig: extractTSConfig(path.join(house, 'tsconfig.json')) } as never,
  )) as IReporterOutput
  if (typeof output === 'string') throw new Error(output)
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))]
}

const shop = 'practices/delivery/shops'
const bank = 'practices/outcomes/banks'
const thing = 'export const thing = 1\n'

test('a house in order breaks nothing', async () => {
  expect(
    await brokenBy({
      [`${shop}/contract.ts`]: thing,
      [`${bank}/contract.ts`]: thing,
      [`${bank}/handlers.ts`]: `import { thing } from '#${shop}/contract.ts'\nimport { thing as own } from './contract.ts'\nexport const all = [thing, own]\n`,
    }),
  ).toEqual([])
})

const broken: [rule: string, files: Files][] = [
  [
    'platform-knows-nothing-above',
    { 'platform/a/a.ts': "export * from '#commons/people/lookups.ts'\n", 'commons/people/lookups.ts': thing },
  ],
  ['design-knows-nothing', { 'design/a.ts': "export * from '#platform/a/a.ts'\n", 'platform/a/a.ts': thing }],
  [
    'commons-know-no-practice',
    { 'commons/people/lookups.ts': `export * from '#${shop}/contract.ts'\n`, [`${shop}/contract.ts`]: thing },
  ],
  [
    'practices-know-no-app',
    { [`${shop}/handlers.ts`]: "export * from '#app/features.ts'\n", 'app/features.ts': thing },
  ],
  [
    'a-practice-keeps-its-insides',
    { [`${shop}/handlers.ts`]: `export * from '#${bank}/queries.ts'\n`, [`${bank}/queries.ts`]: thing },
  ],
  [
    'a-practice-keeps-its-insides',
    { [`${shop}/ui/shop.tsx`]: `export * from '#${bank}/ui/bank.tsx'\n`, [`${bank}/ui/bank.tsx`]: thing },
  ],
  [
    'commons-keeps-its-insides',
    { [`${shop}/handlers.ts`]: "export * from '#commons/people/queries.ts'\n", 'commons/people/queries.ts': thing },
  ],
  [
    'commons-keeps-its-insides',
    {
      [`${shop}/handlers.ts`]: "export * from '#commons/people/invites/queries.ts'\n",
      'commons/people/invites/queries.ts': thing,
    },
  ],
  [
    'tables-refer-only-to-people-and-records',
    { [`${shop}/tables.ts`]: `export * from '#${bank}/tables.ts'\n`, [`${bank}/tables.ts`]: thing },
  ],
  [
    'the-browser-never-reaches-the-server',
    {
      [`${shop}/ui/shop.tsx`]: "export * from '../rules.ts'\n",
      [`${shop}/rules.ts`]: "export * from './queries.ts'\n",
      [`${shop}/queries.ts`]: thing,
    },
  ],
  [
    'the-browser-never-reaches-the-server',
    { 'platform/client/a.ts': "import fs from 'node:fs'\nexport const a = fs\n" },
  ],
  [
    'contracts-and-events-run-anywhere',
    { [`${shop}/contract.ts`]: "export * from './queries.ts'\n", [`${shop}/queries.ts`]: thing },
  ],
  [
    'rules-are-pure',
    { [`${shop}/rules.ts`]: "export * from '#platform/database/ids.ts'\n", 'platform/database/ids.ts': thing },
  ],
  [
    'no-circles',
    {
      [`${shop}/rules.ts`]: "export * from './contract.ts'\n",
      [`${shop}/contract.ts`]: "export * from './rules.ts'\n",
    },
  ],
  [
    'no-circles-between-features',
    {
      [`${shop}/handlers.ts`]: `export * from '#${bank}/contract.ts'\n`,
      [`${shop}/contract.ts`]: thing,
      [`${bank}/handlers.ts`]: `export * from '#${shop}/contract.ts'\n`,
      [`${bank}/contract.ts`]: thing,
    },
  ],
  ['everything-resolves', { 'platform/a/a.ts': "export * from './gone.ts'\n" }],
]

test.each(broken)('%s fires', async (rule, files) => {
  expect(await brokenBy(files)).toContain(rule)
})

test('every rule is broken here on purpose', () => {
  expect([...new Set(broken.map(([rule]) => rule))].sort()).toEqual(
    config.forbidden.map(({ name }: { name: string }) => name).sort(),
  )
})

test('the real house is in order, and was really read', async () => {
  const { output } = (await cruise(
    ['app', 'platform', 'commons', 'practices', 'design'],
    { ...config.options, baseDir: project, ruleSet: { forbidden: config.forbidden }, validate: true } as never,
    undefined,
    { tsConfig: extractTSConfig(path.join(project, 'tsconfig.json')) } as never,
  )) as IReporterOutput
  if (typeof output === 'string') throw new Error(output)
  expect(output.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  expect(output.summary.totalCruised).toBeGreaterThan(250)
}, 60_000)
