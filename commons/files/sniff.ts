import type { Readable } from 'node:stream'

import { fileTypeFromBuffer } from 'file-type'

/** How many bytes at the beginning decide what a file is. */
const ENOUGH = 4_100

/** What the bytes are, by their beginning; the name does not count. Text of any kind is `text/plain`, except SVG. */
export async function typeOf(beginning: Uint8Array): Promise<string> {
  const text = asText(beginning)
  // Before the library's own answer, which takes a drawing for any XML.
  if (text !== undefined && /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text))
    return 'image/svg+xml'
  const found = await fileTypeFromBuffer(beginning)
  if (found) return found.mime
  return text === undefined ? 'application/octet-stream' : 'text/plain'
}

/** The beginning as text; undefined when it is none. A character cut in two at its end is no fault. */
function asText(bytes: Uint8Array) {
  if (bytes.includes(0)) return
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return
  }
}

/** Reads the beginning of a stream and gives all of it back as it was. */
export async function beginningOf(
  bytes: Readable,
): Promise<{ beginning: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const read: Uint8Array[] = []
  let size = 0
  while (size < ENOUGH) {
    const { value, done } = await chunks.next()
    if (done) break
    read.push(value)
    size += value.length
  }
  async function* all() {
    yield* read
    for (;;) {
      const { value, done } = await chunks.next()
      if (done) return
      yield value
    }
  }
  return { beginning: Buffer.concat(read).subarray(0, ENOUGH), all: all() }
}
