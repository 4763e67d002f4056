import { expect, test } from 'vitest'

import { features } from '#app/features.ts'
import { proceduresOf } from '#platform/api/assemble.ts'
import { settingsTable } from '#platform/config/config.ts'

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

// Written from the code, so they cannot be wrong: `vitest run tests/architecture/generated -u` writes them anew.

test('docs/settings.md names every setting', async () => {
  const rows = settingsTable.map(({ name, standsFor, meaning }) => [
    `\`${name}\``,
    standsFor ? `\`${standsFor}\`` : '',
    meaning,
  ])
  await expect(
    `# Settings\n\nThey are environment variables. None has to be set.\n\n${table(['name', 'unless set', 'what it is for'], rows)}\n`,
  ).toMatchFileSnapshot('../../docs/settings.md')
})

test('docs/who-may-what.md names every procedure with the role that it asks for', async () => {
  const rows = proceduresOf(features).map(({ feature, name, kind, may }) => [`${feature}.${name}`, kind, may])
  await expect(
    `# Who may what\n\n\`anyone\` needs no sign-in, \`user\` is signed in; the others are roles in a workspace, from least to most: observer, contributor, member, admin. A role may what those before it may. Many commands ask more of the one who calls, such as to stand on a side or to own the record; the feature’s rules say so.\n\n${table(['procedure', 'kind', 'may'], rows)}\n`,
  ).toMatchFileSnapshot('../../docs/who-may-what.md')
})
