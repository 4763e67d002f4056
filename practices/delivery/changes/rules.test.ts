import { expect, test } from 'vitest'

import { issuesClosedIn, keysFinishedIn, keysIn, nextState } from './rules.ts'

test('keys are found in branches, titles and texts, and nowhere else', () => {
  expect(keysIn('feature/web-12-traffic', 'WEB-12: Read it (APP-3)', 'see https://x.y/UTF-8x and COVID-19a')).toEqual([
    'WEB-12',
    'APP-3',
  ])
  expect(keysIn(null, undefined, '')).toEqual([])
})

test('a text says what it closes', () => {
  expect(issuesClosedIn('Fixes #12, closes emberjs/data#7 and mentions #9', 'emberjs/ember.js')).toEqual([
    'emberjs/ember.js#12',
    'emberjs/data#7',
  ])
  expect(keysFinishedIn('Fixes WEB-12. See WEB-13')).toEqual(['WEB-12'])
})

test.each([
  ['open', { stateId: 'to-do', group: 'unstarted' }, 'in-review'],
  ['draft', { stateId: 'backlog', group: 'backlog' }, 'in-progress'],
  ['draft', { stateId: 'in-review', group: 'started' }, undefined],
  ['merged', { stateId: 'in-review', group: 'started' }, 'done'],
  ['closed', { stateId: 'in-review', group: 'started' }, undefined],
  ['merged', { stateId: 'cancelled', group: 'cancelled' }, undefined],
] as const)('a change that is %s moves %o to %s', (change, now, next) => expect(nextState(change, now)).toBe(next))
