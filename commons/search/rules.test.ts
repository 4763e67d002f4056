import { expect, test } from 'vitest'

import { excerptOf, keyTyped, prefixQuery } from './rules.ts'

test.each([
  ['INI-12', { prefix: 'INI', number: 12 }],
  ['#web-3', { prefix: 'WEB', number: 3 }],
  ['web3', { prefix: 'WEB', number: 3 }],
  ['live traffic', undefined],
  ['2026', undefined],
])('%s as a key', (text, key) => {
  expect(keyTyped(text)).toEqual(key)
})

test('words become beginnings, and nothing of the query language gets through', () => {
  expect(prefixQuery("Traff feed's & !x:*")).toBe("'traff':* & 'feed':* & 's':* & 'x':*")
  expect(prefixQuery('!&|')).toBe('')
})

test('an excerpt shows the word in its sentence', () => {
  const text = `${'before '.repeat(40)}the traffic feed breaks${' after'.repeat(40)}`
  const piece = excerptOf(text, 'traffic')
  expect(piece).toContain('the traffic feed breaks')
  expect(piece!.length).toBeLessThan(150)
  expect(excerptOf('nothing here', 'traffic')).toBeNull()
})
