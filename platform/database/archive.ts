import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

import { Header, Pax } from 'tar'

/** One file to put into an archive: its bytes, or another file whose bytes are read when its turn comes. */
export type Packed = { name: string; bytes: Buffer } | { name: string; file: string }

/** One file found in an archive. Its body must be read to the end before the next one comes. */
export type Found = { name: string; size: number; body: AsyncIterable<Buffer> }

const BLOCK = 512
const CHECKSUMS = 'checksums.json'

/** The archive is not one of ours, or not whole. */
export class DamagedArchive extends Error {
  constructor(file: string, why: string, cause?: unknown) {
    super(`${file} is damaged or is not a backup: ${why}. Nothing was changed.`, cause === undefined ? {} : { cause })
    this.name = 'DamagedArchive'
  }
}

/** Writes a compressed tar archive that ends with the checksum of every entry. Answers with its size in bytes. */
export async function writeArchive(toFile: string, entries: AsyncIterable<Packed>): Promise<number> {
  const file = await open(toFile, 'wx', 0o600)
  await pipeline(
    Readable.from(blocks(entries), { objectMode: false }),
    createGzip({ level: 6 }),
    file.createWriteStream({ flush: true }),
  )
  return (await stat(toFile)).size
}

async function* blocks(entries: AsyncIterable<Packed>): AsyncGenerator<Buffer> {
  const checksums: Record<string, string> = {}
  for await (const entry of entries) {
    const hash = createHash('sha256')
    if ('bytes' in entry) yield* packed(entry.name, entry.bytes.length, [entry.bytes], hash)
    else {
      const { size } = await stat(entry.file)
      yield* packed(entry.name, size, size > 0 ? createReadStream(entry.file, { end: size - 1 }) : [], hash)
    }
    checksums[entry.name] = hash.digest('hex')
  }
  const last = Buffer.from(JSON.stringify(checksums))
  yield* packed(CHECKSUMS, last.length, [last])
  yield Buffer.alloc(BLOCK * 2)
}

async function* packed(name: string, size: number, body: Iterable<Buffer> | AsyncIterable<Buffer>, hash?: Hash) {
  const about = { path: name, size, mode: 0o600, mtime: new Date(0), type: 'File' as const }
  const header = new Header(about)
  const block = Buffer.alloc(BLOCK)
  if (header.encode(block, 0)) yield new Pax({ path: name, size }).encode()
  yield block
  let written = 0
  for await (const chunk of body) {
    hash?.update(chunk)
    written += chunk.length
    yield chunk
  }
  if (written !== size) throw new Error(`${name} changed while it was put into the archive.`)
  if (size % BLOCK) yield Buffer.alloc(BLOCK - (size % BLOCK))
}

/** The entries of an archive in their order, without its checksums. Throws `DamagedArchive` at the first thing that is wrong. */
export async function* readArchive(file: string): AsyncGenerator<Found> {
  const hashes = new Map<string, string>()
  let isWhole = false
  for await (const found of unpacked(file)) {
    if (found.name === CHECKSUMS) {
      check(file, hashes, await wholeOf(found))
      isWhole = true
      continue
    }
    const hash = createHash('sha256')
    yield { ...found, body: hashed(found.body, hash) }
    hashes.set(found.name, hash.digest('hex'))
  }
  if (!isWhole) throw new DamagedArchive(file, 'its end is missing')
}

export async function wholeOf(found: Found): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of found.body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function check(file: string, hashes: Map<string, string>, checksums: Buffer) {
  const expected = new Map(Object.entries(JSON.parse(checksums.toString('utf8')) as Record<string, string>))
  for (const [name, hash] of expected) {
    if (hashes.get(name) !== hash)
      throw new DamagedArchive(file, `${name} ${hashes.has(name) ? 'was changed' : 'is missing'}`)
  }
  for (const name of hashes.keys())
    if (!expected.has(name)) throw new DamagedArchive(file, `${name} does not belong in it`)
}

async function* hashed(body: AsyncIterable<Buffer>, hash: Hash) {
  for await (const chunk of body) {
    hash.update(chunk)
    yield chunk
  }
}

function headerOf(file: string, block: Buffer) {
  try {
    return new Header(block, 0)
  } catch (error) {
    throw new DamagedArchive(file, 'a header in it is wrong', error)
  }
}

async function* unpacked(file: string): AsyncGenerator<Found> {
  const source = createReadStream(file)
  const plain = source.pipe(createGunzip())
  source.on('error', (error) => plain.destroy(error))
  const chunks = plain[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)

  /** At least one byte and at most `most`; undefined at the end. */
  async function take(most: number): Promise<Buffer | undefined> {
    if (rest.length === 0) {
      const next = await chunks.next().catch((error: Error) => {
        throw new DamagedArchive(file, error.message, error)
      })
      if (next.done) return undefined
      rest = next.value
    }
    const piece = rest.subarray(0, most)
    rest = rest.subarray(piece.length)
    return piece
  }
  async function exactly(size: number): Promise<Buffer | undefined> {
    const pieces: Buffer[] = []
    for (let missing = size; missing > 0;) {
      const piece = await take(missing)
      if (!piece) return undefined
      pieces.push(piece)
      missing -= piece.length
    }
    return Buffer.concat(pieces)
  }

  try {
    let longName: string | undefined
    for (;;) {
      const block = await exactly(BLOCK)
      if (!block) return
      const header = headerOf(file, block)
      if (header.nullBlock) return
      if (!header.cksumValid || header.size === undefined || !header.path)
        throw new DamagedArchive(file, 'a header in it is wrong')
      const size = header.size
      if (header.type === 'ExtendedHeader') {
        const text = await exactly(Math.ceil(size / BLOCK) * BLOCK)
        longName = text && Pax.parse(text.subarray(0, size).toString('utf8')).path
        continue
      }
      let left = size
      const body = (async function* () {
        while (left > 0) {
          const piece = await take(left)
          if (!piece) throw new DamagedArchive(file, 'its end is missing')
          left -= piece.length
          yield piece
        }
      })()
      yield { name: longName ?? header.path, size, body }
      longName = undefined
      for await (const _ of body); // What its reader left is passed over.
      if (size % BLOCK) await exactly(BLOCK - (size % BLOCK))
    }
  } finally {
    plain.destroy()
    source.destroy()
  }
}
