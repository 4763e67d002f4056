import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, test } from 'vitest'

import { isSignedWith } from '#platform/auth/signatures.ts'

import { addressOutside, isPrivateAddress } from './addresses.ts'
import { postSigned } from './post.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fd00::1',
  '2002:7f00:1::',
  'no address',
])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true))

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'])('%s is public', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
)

test('a name inside is refused unless the one who runs the server lets it through', async () => {
  expect(await addressOutside('localhost')).toBeUndefined()
  expect(await addressOutside('[::1]')).toBeUndefined()
  expect(await addressOutside('localhost', ['localhost'])).toMatch(/^(127\.0\.0\.1|::1)$/)
  expect(await addressOutside('127.0.0.1', ['localhost'])).toBeUndefined()
})

test('a message is signed over its body, and a redirect is a failure', async () => {
  const got: { body: string; signature: string | undefined; id: string | undefined }[] = []
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { 'x-throughline-signature': signature, 'x-throughline-id': id } = request.headers
      got.push({ body: Buffer.concat(parts).toString(), signature: String(signature), id: String(id) })
      if (request.url === '/elsewhere') answer.writeHead(302, { location: '/' })
      answer.end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A server on a port has an address with one.
  const { port } = server.address() as AddressInfo
  const message = { body: '{"metric":"Ü"}', secret: 'a secret', id: 'event 1', allowed: ['127.0.0.1'] }
  try {
    await postSigned({ ...message, url: `http://127.0.0.1:${port}/` })
    expect(got[0]).toMatchObject({ body: message.body, id: 'event 1' })
    expect(isSignedWith('a secret', Buffer.from(got[0]!.body), got[0]!.signature)).toBe(true)
    await expect(postSigned({ ...message, url: `http://127.0.0.1:${port}/elsewhere` })).rejects.toThrow('302')
    expect(got).toHaveLength(2)
    await expect(postSigned({ ...message, allowed: [], url: `http://127.0.0.1:${port}/` })).rejects.toThrow('private')
    expect(got).toHaveLength(2)
  } finally {
    server.close()
  }
})
