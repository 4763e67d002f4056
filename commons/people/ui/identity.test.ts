import { expect, test, vi } from 'vitest'

import { identity, pathBack } from './identity.ts'

test.each([
  ['/w/fernway/work?state=open', '/w/fernway/work?state=open'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in, %s leads to %s', (back, path) => expect(pathBack(back)).toBe(path))

test('what was refused is said in our words, and what we have no words for in the server’s', async () => {
  const answers = (status: number, body: unknown) =>
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body, { status })))
  answers(401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' })
  await expect(identity.signIn('a@b.c', 'x')).rejects.toMatchObject({ message: 'E-mail or password is not right.' })
  answers(400, { code: 'WEAK_PASSWORD', message: 'Use at least 10 characters.' })
  await expect(identity.reset('token', 'x')).rejects.toMatchObject({
    code: 'WEAK_PASSWORD',
    message: 'Use at least 10 characters.',
  })
  answers(200, { twoFactorRedirect: true })
  expect(await identity.signIn('a@b.c', 'x')).toEqual({ twoFactorRedirect: true })
})
