import { describe, expect, test } from 'vitest'

import { diffParts } from './diff.ts'
import { memberInHref, recordKeysIn, tokensOf } from './tokens.ts'

const rebuilt = (parts: ReturnType<typeof diffParts>, without: 'added' | 'removed') =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

describe('diffParts', () => {
  const before = 'We help people buy it in a minute, without an account.'
  const after = 'We help everybody buy it in a minute, from any device.'

  test('a replaced phrase is told whole', () => {
    expect(diffParts(before, after)).toEqual([
      { kind: 'same', text: 'We help ' },
      { kind: 'removed', text: 'people' },
      { kind: 'added', text: 'everybody' },
      { kind: 'same', text: ' buy it in a minute, ' },
      { kind: 'removed', text: 'without an account' },
      { kind: 'added', text: 'from any device' },
      { kind: 'same', text: '.' },
    ])
  })

  test.each([
    [before, after],
    ['', 'new'],
    ['old', ''],
    ['one two three', 'one three'],
    ['a b c d', 'a x c y'],
    ['a  b\n\nc', 'a b\nc d'],
  ])('both texts can be read out of it: %j', (one, other) => {
    const parts = diffParts(one, other)
    expect(rebuilt(parts, 'added')).toBe(one)
    expect(rebuilt(parts, 'removed')).toBe(other)
  })

  test('nothing changed is one part', () => {
    expect(diffParts('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  })
})

describe('tokensOf', () => {
  test('finds references between words and punctuation', () => {
    expect(tokensOf('See #INI-12, (#KR-3).')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'record', key: 'INI-12' },
      { kind: 'text', text: ', (' },
      { kind: 'record', key: 'KR-3' },
      { kind: 'text', text: ').' },
    ])
  })

  test('leaves alone what only looks like one', () => {
    for (const text of ['a#INI-12', 'page/#INI-12', '#ini-12', '#12', '#INI-12a', '##INI-12'])
      expect(tokensOf(text)).toEqual([{ kind: 'text', text }])
  })

  test('each record once', () => {
    expect(recordKeysIn('#INI-12 and #WEB-4 and #INI-12')).toEqual(['INI-12', 'WEB-4'])
  })
})

test('memberInHref', () => {
  expect(memberInHref('member:0199-ab')).toBe('0199-ab')
  expect(memberInHref('https://member:1')).toBeUndefined()
})
