import { expect, test } from 'vitest'

import { draftNotes } from './notes/rules.ts'
import { versionInTag } from './rules.ts'

test.each([
  ['v4.12', '4.12'],
  ['4.12', '4.12'],
  ['web/V4.12.0', '4.12.0'],
  ['@fernway/app@4.12', '4.12'],
  ['vienna', 'vienna'],
])('the tag %s names the version %s', (tag, version) => {
  expect(versionInTag(tag)).toBe(version)
})

test('notes are drafted under a heading for each type, in the order of the work', () => {
  const record = (key: string, type: string, kind?: string) => ({ key, title: `Title ${key}`, type, kind })
  expect(
    draftNotes([
      record('A-1', 'work-item', 'bug'),
      record('A-2', 'work-item', 'feature'),
      record('A-3', 'work-item', 'debt'),
      record('A-4', 'work-item', 'bug'),
      record('A-5', 'change'),
      record('INI-1', 'initiative'),
    ]),
  ).toBe(
    [
      '## What is new\n\n- Title A-2 (A-2)\n- Title INI-1 (INI-1)',
      '## Fixed\n\n- Title A-1 (A-1)\n- Title A-4 (A-4)',
      '## Under the hood\n\n- Title A-3 (A-3)',
      '## Also in this release\n\n- Title A-5 (A-5)',
    ].join('\n\n'),
  )
  expect(draftNotes([])).toBe('')
})
