import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'

import { fieldErrors, isUnanswered, refusalOf } from './refusals.ts'

const badRequest = new ORPCError('BAD_REQUEST', {
  message: 'Input validation failed',
  data: {
    issues: [
      { path: ['message'], message: 'Say what they did.' },
      { path: ['message'], message: 'Too short.' },
      { path: ['to', 0], message: 'Choose a member.' },
    ],
  },
})
const oneIssue = new ORPCError('BAD_REQUEST', { data: { issues: [{ path: ['name'], message: 'Write a name.' }] } })

describe('refusalOf', () => {
  test('a typed refusal speaks for itself', () => {
    expect(refusalOf(new ORPCError('TOO_LATE', { status: 409, defined: true, message: 'It is too late.' }))).toBe(
      'It is too late.',
    )
  })

  test('one bad field is said, several are counted up', () => {
    expect(refusalOf(oneIssue)).toBe('Write a name.')
    expect(refusalOf(badRequest)).toMatch(/fields/)
  })

  test('an inner fault of the server is not shown as it is', () => {
    expect(refusalOf(new ORPCError('INTERNAL_SERVER_ERROR', { message: 'column x does not exist' }))).not.toMatch(
      /column/,
    )
  })

  test('no error, no refusal', () => {
    expect(refusalOf(null)).toBeUndefined()
  })
})

test('fieldErrors gives the first sentence of each field', () => {
  expect(fieldErrors(badRequest)).toEqual({ message: 'Say what they did.', 'to.0': 'Choose a member.' })
  expect(fieldErrors(new Error('other'))).toEqual({})
})

test('isUnanswered', () => {
  expect(isUnanswered(new TypeError('Failed to fetch'))).toBe(true)
  expect(isUnanswered(new ORPCError('UNAVAILABLE', { status: 503 }))).toBe(true)
  expect(isUnanswered(new ORPCError('TOO_LATE', { status: 409 }))).toBe(false)
})
