import { expect, test } from 'vitest'

import { gist, MOST_KINDS, mentionedIn, tidied, whyNotDelete, whyNotReact } from './rules.ts'

const ANA = '0199a5de-0000-7000-8000-00000000000a'
const BEN = '0199a5de-0000-7000-8000-00000000000b'

test('mentions are found once each, in either way of writing them', () => {
  const text = `[@Ana](member:${ANA}) and @[Ben](member:${BEN}), and [@Ana](member:${ANA}) again`
  expect(mentionedIn(text)).toEqual([ANA, BEN])
  expect(tidied(text)).toBe(`[@Ana](member:${ANA}) and [@Ben](member:${BEN}), and [@Ana](member:${ANA}) again`)
  expect(mentionedIn('mail ana@example.com, [see](https://example.com/member:x)')).toEqual([])
})

test('a gist is the words alone, on one line', () => {
  expect(gist(`## Hello\n\n[@Ana](member:${ANA}), **see** [the map](https://example.com)`)).toBe(
    'Hello @Ana, see the map',
  )
  expect(gist('word '.repeat(100), 20)).toHaveLength(20)
})

test('a ninth kind of reaction is refused, another of a kind that is there is not', () => {
  const kinds = ['👍', '❤️', '🎉', '😄', '🤔', '👀', '🚀', '🙏']
  expect(kinds).toHaveLength(MOST_KINDS)
  expect(whyNotReact(kinds, '🐢')).toBe('TOO_MANY_KINDS')
  expect(whyNotReact(kinds, '🚀')).toBeUndefined()
})

test('admins may delete what others wrote', () => {
  const comment = { by: ANA as never, deletedAt: null }
  expect(whyNotDelete(comment, { id: BEN as never, role: 'member' })).toBe('NOT_YOURS')
  expect(whyNotDelete(comment, { id: BEN as never, role: 'admin' })).toBeUndefined()
})
