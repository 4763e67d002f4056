import { spawnSync } from 'node:child_process'
// npm run new recognition/gratitude-notes: a feature with every file that house.md asks for, entered in the two lists.
// It works from the first moment (add and list), except for one test that fails until somebody writes what it promises.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { bin, ensureInstalled, fail, findNode, root } from './lib.mjs'
import { filesOf } from './new-files.mjs'

const [asked = ''] = process.argv.slice(2)
const areas = ['vision', 'communication', 'empathy', 'planning', 'delivery', 'outcomes', 'recognition']
const match = /^([a-z]+)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*s)$/.exec(asked)
if (!match) {
  fail(
    `Say where it belongs: npm run new <area>/<feature>, the feature in small letters and in the plural.\n` +
      `For example: npm run new recognition/gratitude-notes\nThe areas are: ${areas.join(', ')}.`,
  )
}
const [, area, feature] = match
if (!areas.includes(area)) fail(`There is no area ${area}. The areas are: ${areas.join(', ')}.`)
const taken = areas.find((one) => existsSync(join(root, 'practices', one, feature)))
if (taken) fail(`There is a feature of that name already: practices/${taken}/${feature}`)

const upper = (word) => word[0].toUpperCase() + word.slice(1)
const joined = (words) =>
  words
    .split('-')
    .map((word, i) => (i === 0 ? word : upper(word)))
    .join('')
const single = feature
  .replace(/ies$/, 'y')
  .replace(/(ss|x|ch|sh)es$/, '$1')
  .replace(/([^s])s$/, '$1')
const names = {
  area,
  feature,
  single,
  many: joined(feature), // gratitudeNotes
  Many: upper(joined(feature)), // GratitudeNotes
  One: upper(joined(single)), // GratitudeNote
  one: joined(single), // gratitudeNote
  table: feature.replaceAll('-', '_'),
  words: feature.replaceAll('-', ' '), // gratitude notes
  word: single.replaceAll('-', ' '), // gratitude note
  Words: upper(feature.replaceAll('-', ' ')), // Gratitude notes
}

ensureInstalled()
const node = findNode()
const folder = join(root, 'practices', area, feature)
const written = []
for (const [name, text] of Object.entries(filesOf(names))) {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  written.push(file)
}

/** Adds an import and an entry to each list of a file; the formatter puts them in order. */
function enter(path, importing, entries) {
  const file = join(root, path)
  let text = readFileSync(file, 'utf8')
  const last = [...text.matchAll(/^import .*$/gm)].at(-1)
  if (!last) fail(`${path} has no import to add to. Add by hand:\n${importing}`)
  const at = last.index + last[0].length
  text = `${text.slice(0, at)}\n${importing}${text.slice(at)}`
  for (const { after, line } of entries) {
    const begin = text.indexOf(after)
    const end = begin < 0 ? -1 : text.indexOf(after.endsWith('{') ? '\n}' : '\n]', begin)
    if (end < 0) fail(`${path} has no "${after}" to add to. Add by hand: ${line}`)
    text = `${text.slice(0, end)}\n  ${line}${text.slice(end)}`
  }
  writeFileSync(file, text)
  written.push(file)
}

const from = `#practices/${area}/${feature}`
enter(
  'app/features.ts',
  `import type { ${names.many} } from '${from}/contract.ts'\nimport { ${names.many}Feature } from '${from}/feature.ts'`,
  [
    { after: 'export const features: Feature[] = [', line: `${names.many}Feature,` },
    { after: 'export type WholeContract = {', line: `${names.many}: typeof ${names.many}` },
  ],
)
enter('app/web/features.ts', `import { ${names.many}InBrowser } from '${from}/ui/routes.tsx'`, [
  { after: 'export const features: BrowserFeature[] = [', line: `${names.many}InBrowser,` },
])
spawnSync(node, [bin('oxfmt/bin/oxfmt'), ...written], { cwd: root, stdio: 'inherit' })

console.log(`
practices/${area}/${feature} is there and works: ${names.words} can be added and listed, in the API and at /${feature}.

Next:
  npm run db:generate                         writes the migration for its table
  npm test unit practices/${area}/${feature}      one test fails: write there what people may rely on
  npm run dev                                 shows it
Then make it what it should be; docs/writing-a-feature.md goes through a whole one.`)
