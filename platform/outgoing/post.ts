import { createHmac } from 'node:crypto'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'

import { addressOutside } from './addresses.ts'

type Message = { url: string; body: string; secret: string; id: string; allowed?: readonly string[] | undefined }

const TIMEOUT_MS = 10_000

/**
 * Sends a signed message: `x-throughline-signature: sha256=…` is the HMAC-SHA-256 of the body, `x-throughline-id` stays the
 * same when it is sent again. Redirects are not followed. Throws what went wrong, so that it is tried again.
 */
export async function postSigned({ url, body, secret, id, allowed }: Message) {
  const to = new URL(url)
  const address = await addressOutside(to.hostname, allowed)
  if (!address) throw new Error(`${to.hostname} lies inside a private network, or nobody answers to its name.`)
  const send = to.protocol === 'https:' ? secure : plain
  const status = await new Promise<number>((resolve, reject) => {
    const sent = send(
      {
        host: address,
        port: to.port || (to.protocol === 'https:' ? 443 : 80),
        path: `${to.pathname}${to.search}`,
        method: 'POST',
        ...(isIP(to.hostname.replace(/^\[|\]$/g, '')) ? {} : { servername: to.hostname }),
        headers: {
          host: to.host,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Throughline',
          'x-throughline-id': id,
          'x-throughline-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
  if (status < 200 || status >= 300) throw new Error(`${to.hostname} answered ${status}.`)
}
