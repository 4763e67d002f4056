import { mkdtempSync, readdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'

import { expect, onTestFinished, test } from 'vitest'

import { openStorage } from './storage.ts'

const folder = () => mkdtempSync(path.join(tmpdir(), 'throughline-storage-'))

/** As much of S3's protocol as one bucket of small objects needs. */
async function bucket() {
  const objects = new Map<string, Buffer>()
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const key = new URL(request.url!, 'http://here').pathname
    const body = await buffer(request)
    const held = objects.get(key)
    if (request.method === 'PUT') {
      if (body.length !== Number(request.headers['content-length'])) return response.writeHead(400).end()
      objects.set(key, body)
    } else if (request.method === 'DELETE') {
      objects.delete(key)
      return response.writeHead(204).end()
    } else if (!held) return response.writeHead(404).end()
    else {
      response.setHeader('content-length', held.length)
      response.setHeader('last-modified', new Date().toUTCString())
      return response.end(request.method === 'HEAD' ? undefined : held)
    }
    response.end()
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { objects, S3_ENDPOINT: `http://127.0.0.1:${port}` }
}

const places = {
  'a folder': async () => ({ DATA_DIR: folder(), UPLOAD_LIMIT_MB: 25 }),
  'a bucket': async () => {
    const { S3_ENDPOINT } = await bucket()
    return {
      DATA_DIR: folder(),
      UPLOAD_LIMIT_MB: 25,
      S3_ENDPOINT,
      S3_BUCKET: 'files',
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY: 'b',
    }
  },
}

test.each(Object.entries(places))('%s gives back what it was given, until it is removed', async (_name, settings) => {
  const storage = openStorage(await settings())
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
  const inParts = [bytes.subarray(0, 10), bytes.subarray(10, 200_000), bytes.subarray(200_000)]
  await storage.put('one/two', Readable.from(inParts), { size: bytes.length, type: 'application/octet-stream' })
  expect((await buffer(await storage.read('one/two'))).equals(bytes)).toBe(true)
  await storage.remove('one/two')
  await storage.remove('one/two')
  await expect(storage.read('one/two')).rejects.toThrow('gone')
})

test('a stream that breaks off leaves nothing', async () => {
  const DATA_DIR = folder()
  const storage = openStorage({ DATA_DIR, UPLOAD_LIMIT_MB: 25 })
  async function* broken() {
    yield Buffer.alloc(1000)
    throw new Error('the network went away')
  }
  await expect(storage.put('one', Readable.from(broken()), { size: 2000, type: 'x/y' })).rejects.toThrow(
    'the network went away',
  )
  expect(readdirSync(path.join(DATA_DIR, 'files'))).toEqual([])
})

test('a key cannot lead out of the folder', async () => {
  const storage = openStorage({ DATA_DIR: folder(), UPLOAD_LIMIT_MB: 25 })
  await expect(storage.read('../secret')).rejects.toThrow(/travers|exist|gone/i)
})
