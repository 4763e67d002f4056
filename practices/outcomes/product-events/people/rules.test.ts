import { expect, test } from 'vitest'

import { isIllegalId } from '../intake/rules.ts'
import { isAboutPeople, nextProperties, saysOf, whatJoins } from './rules.ts'

const anonymous = { id: 'a', isIdentified: false }
const identified = { id: 'b', isIdentified: true }
const other = { id: 'c', isIdentified: true }

test.each([
  // kind, person of the source, person of the target, what happens
  ['identify', undefined, undefined, 'create'],
  ['identify', undefined, identified, 'attach-source'],
  ['identify', anonymous, undefined, 'attach-target'],
  ['identify', anonymous, identified, 'merge'],
  ['identify', identified, other, 'refused'],
  ['alias', identified, other, 'refused'],
  ['alias', identified, anonymous, 'refused'],
  ['alias', anonymous, other, 'merge'],
  ['explicit', identified, other, 'merge'],
  ['identify', identified, identified, 'same'],
  ['identify', identified, undefined, 'attach-target'],
] as const)('%s of %o into %o: %s', (kind, source, target, expected) => {
  expect(whatJoins({ source: 'anon-1', target: 'u1', kind }, { source, target }, isIllegalId)).toBe(expected)
})

test('an id is never joined with itself, nor with one that stands for nobody', () => {
  const known = { source: undefined, target: undefined }
  expect(whatJoins({ source: 'u1', target: 'u1', kind: 'alias' }, known, isIllegalId)).toBe('same')
  expect(whatJoins({ source: 'anonymous', target: 'u1', kind: 'explicit' }, known, isIllegalId)).toBe('illegal')
  expect(whatJoins({ source: 'a1', target: 'null', kind: 'identify' }, known, isIllegalId)).toBe('illegal')
})

test('what events say of people', () => {
  expect(saysOf('$identify', 'u1', { $anon_distinct_id: 'a1', $set: { plan: 'pro' } })).toMatchObject({
    join: { source: 'a1', target: 'u1', kind: 'identify' },
    isIdentifying: true,
    set: { plan: 'pro' },
  })
  expect(saysOf('$create_alias', 'u1', { alias: 'a1' }).join).toEqual({ source: 'a1', target: 'u1', kind: 'alias' })
  expect(saysOf('$merge_dangerously', 'u1', { alias: 'u2' }).join).toMatchObject({ kind: 'explicit' })
  const group = { $group_type: 'company', $group_key: 'acme', $group_set: { size: 3 } }
  expect(saysOf('$groupidentify', '$company_acme', group).group).toEqual({
    type: 'company',
    key: 'acme',
    set: { size: 3 },
  })
  expect(isAboutPeople(saysOf('opened', 'u1', {}), {})).toBe(false)
  const without = { $process_person_profile: false, $set_once: { first: 1 } }
  expect(isAboutPeople(saysOf('opened', 'u1', without), without)).toBe(false)
})

test('set counts, set once only where nothing stood', () => {
  expect(nextProperties({ a: 1, b: 1, c: 1 }, { set: { a: 2 }, setOnce: { b: 2, d: 2 }, unset: ['c'] })).toEqual({
    a: 2,
    b: 1,
    d: 2,
  })
})
