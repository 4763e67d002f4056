import { promisify } from 'node:util'
import zlib from 'node:zlib'

import LZString from 'lz-string'

/** Why a body could not be read. */
export type Unreadable = { status: 400 | 413 | 415; says: string }

const inflaters: Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>> = {
  gzip: promisify(zlib.gunzip) as never,
  'x-gzip': promisify(zlib.gunzip) as never,
  deflate: promisify(zlib.inflate) as never,
  br: promisify(zlib.brotliDecompress) as never,
  zstd: promisify(zlib.zstdDecompress) as never,
}
const inflateRaw: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array> = promisify(
  zlib.inflateRaw,
) as never

/** An old form of packing may grow with the square of its length. */
const LONGEST_LZ = 16_384

/** The bytes of a body, read no further than allowed. */
export async function bytesOf(request: Request, most: number): Promise<Uint8Array | Unreadable> {
  const tooLarge: Unreadable = { status: 413, says: `A request has at most ${most} bytes.` }
  if (Number(request.headers.get('content-length') ?? 0) > most) return tooLarge
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.byteLength
    if (length > most) return tooLarge
    parts.push(part)
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

/**
 * The JSON in a body, whatever it came as: packed with or without a header that says so, as a form, as base64, as text.
 * Nothing grows past `most` bytes while it is unpacked.
 */
export async function jsonOf(
  bytes: Uint8Array,
  encoding: string | undefined,
  most: number,
): Promise<{ json: unknown } | Unreadable> {
  let unpacked: Uint8Array
  try {
    unpacked = await inflated(bytes, encoding, most)
  } catch (error) {
    if (isTooLong(error)) return { status: 413, says: `Unpacked, a request has at most ${most} bytes.` }
    if (error instanceof UnknownEncoding) return { status: 415, says: error.message }
    return { status: 400, says: 'The body could not be unpacked.' }
  }
  const text = new TextDecoder().decode(unpacked).trim()
  try {
    return await jsonInText(text, most)
  } catch (error) {
    if (isTooLong(error)) return { status: 413, says: `Unpacked, a request has at most ${most} bytes.` }
    return { status: 400, says: 'The body is not JSON, nor a form or base64 text that holds JSON.' }
  }
}

/** The JSON in a text: itself, as the field `data` of a form, or as base64, which may be packed once more. */
export async function jsonInText(text: string, most: number): Promise<{ json: unknown } | Unreadable> {
  if (text === '') return { status: 400, says: 'The body is empty.' }
  const plain = parsed(text)
  if (plain) return plain
  const field = /^(?:.*&)?data=([^&]*)/s.exec(text)?.[1]
  if (field !== undefined) {
    // In a form a plus is a space; base64 written without escaping meant the plus.
    const value = decodedField(field)
    return parsed(value.replaceAll('+', ' ')) ?? jsonInBase64(value.replaceAll(' ', '+'), most)
  }
  return jsonInBase64(text, most)
}

function decodedField(text: string) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function jsonInBase64(text: string, most: number): Promise<{ json: unknown } | Unreadable> {
  if (/^[A-Za-z0-9+/_-]+={0,3}$/.test(text)) {
    const bytes = await inflated(Buffer.from(text, 'base64'), undefined, most)
    const found = parsed(new TextDecoder().decode(bytes))
    if (found) return found
    const old = text.length <= LONGEST_LZ ? LZString.decompressFromBase64(text) : undefined
    const inside = old && old.length <= most ? parsed(old) : undefined
    if (inside) return inside
  }
  return { status: 400, says: 'The body is not JSON, nor a form or base64 text that holds JSON.' }
}

function parsed(text: string): { json: unknown } | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

class UnknownEncoding extends Error {}

async function inflated(bytes: Uint8Array, encoding: string | undefined, most: number): Promise<Uint8Array> {
  const declared = (encoding ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one && one !== 'identity')
    .toReversed()
  if (declared.length > 2) throw new UnknownEncoding('A body is packed at most twice.')
  let result = bytes
  for (const name of declared) {
    const inflate = inflaters[name]
    if (!inflate) throw new UnknownEncoding(`The encoding “${name}” is not known: use gzip, deflate, br or zstd.`)
    // A proxy may have unpacked it and left the header.
    if (name.endsWith('gzip') && !isGzip(result)) continue
    result = await inflate(result, { maxOutputLength: most }).catch((error: unknown) => {
      if (name === 'deflate' && !isTooLong(error)) return inflateRaw(result, { maxOutputLength: most })
      throw error
    })
  }
  // Browsers send gzip without saying so.
  for (let times = 0; times < 2 && isGzip(result); times++)
    result = await inflaters.gzip!(result, { maxOutputLength: most })
  return result
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

const isTooLong = (error: unknown) => (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
