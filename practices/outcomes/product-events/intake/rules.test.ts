import { describe, expect, test } from 'vitest'

import { happenedAt, idText, isIllegalId, keptProperties, momentFrom } from './rules.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const at = (text: string) => new Date(text)

describe('the clock', () => {
  test.each([
    // timestamp, sent at, offset, what counts
    ['2026-11-22T11:00:00Z', undefined, undefined, '2026-11-22T11:00:00.000Z', 'right clocks'],
    [
      '2026-11-22T11:00:00Z',
      '2026-11-22T11:30:00Z',
      undefined,
      '2026-11-22T11:30:00.000Z',
      'a clock half an hour slow',
    ],
    ['2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z', undefined, '2026-11-22T11:00:00.000Z', 'a clock 22 hours fast'],
    [
      '1999-01-01T00:00:00Z',
      '1999-01-01T00:00:10Z',
      undefined,
      '2026-11-22T11:59:50.000Z',
      'a clock that was never set',
    ],
    [undefined, undefined, 60_000, '2026-11-22T11:59:00.000Z', 'a minute ago'],
    ['2026-11-22T11:00:00Z', '2026-11-22T11:30:00Z', 60_000, '2026-11-22T11:59:00.000Z', 'an offset beats all'],
    [undefined, '2026-11-22T11:30:00Z', undefined, '2026-11-22T12:00:00.000Z', 'nothing but when it was sent'],
    ['2026-11-23T11:00:00Z', undefined, undefined, '2026-11-23T11:00:00.000Z', 'exactly 23 hours ahead'],
    ['2026-11-23T11:00:00.001Z', undefined, undefined, '2026-11-22T12:00:00.000Z', 'more than 23 hours ahead'],
    ['1969-12-31T23:59:59Z', undefined, undefined, '1970-01-01T00:00:00.000Z', 'before the beginning of time'],
    [undefined, undefined, 1e17, '1970-01-01T00:00:00.000Z', 'an offset beyond the beginning of time'],
  ])('%s sent %s, offset %s: %s (%s)', (timestamp, sentAt, offsetMs, expected, _what) => {
    const claim = {
      timestamp: timestamp ? at(timestamp) : undefined,
      sentAt: sentAt ? at(sentAt) : undefined,
      offsetMs,
    }
    expect(happenedAt(claim, now).toISOString()).toBe(expected)
  })

  test.each([
    ['2026-11-22T11:53:02.599Z', '2026-11-22T11:53:02.599Z'],
    ['2026-11-22T13:53:02+02:00', '2026-11-22T11:53:02.000Z'],
    ['2026-11-22T11:53:02.599123', '2026-11-22T11:53:02.599Z'],
    ['2026-11-22 11:53:02', '2026-11-22T11:53:02.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    [1_795_348_382, '2026-11-22T11:53:02.000Z'],
    [1_795_348_382_599, '2026-11-22T11:53:02.599Z'],
    ['1795348382599', '2026-11-22T11:53:02.599Z'],
  ])('reads %s', (given, expected) => {
    expect(momentFrom(given)?.toISOString()).toBe(expected)
  })

  test.each(['', 'yesterday', 'Infinity', null, {}, Number.NaN, 1e300])('reads no moment from %s', (given) => {
    expect(momentFrom(given)).toBeUndefined()
  })
})

test('ids that name nobody', () => {
  for (const id of [
    'anonymous',
    ' NULL ',
    '[object Object]',
    '00000000-0000-0000-0000-000000000000',
    '"undefined"',
    '0',
    '',
  ])
    expect(isIllegalId(id), id).toBe(true)
  for (const id of ['anonymous1', 'u1', '00', 'ana@example.com']) expect(isIllegalId(id), id).toBe(false)
})

test('an id is text of at most 200 characters', () => {
  expect(idText(42)).toBe('42')
  expect(idText({ a: 1 })).toBe('{"a":1}')
  expect(idText(`  ${'x'.repeat(300)}`)).toHaveLength(200)
  expect(idText(null)).toBe('')
  expect(idText('a\0b\ud800')).toBe('ab\ufffd')
})

test('denied properties are left out, of a person too; what no store can hold is mended', () => {
  const keeping = { isKept: (name: string) => name !== 'email', address: undefined }
  const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as Record<string, unknown>
  const kept = keptProperties(
    { email: 'a@b', $set: { email: 'a@b', plan: 'pro' }, text: 'a\0b', none: null, list: [null, 'x\0'], '': 1, deep },
    keeping,
  )
  expect(kept).toMatchObject({ $set: { plan: 'pro' }, text: 'ab', list: [null, 'x'] })
  expect(Object.keys(kept)).toEqual(['$set', 'text', 'list', 'deep'])
  let depth = 0
  for (let one: unknown = kept.deep; typeof one === 'object'; one = (one as { a: unknown }).a) depth++
  expect(depth).toBe(11)
})
