import { createHmac, timingSafeEqual } from 'node:crypto'

export const HOOK_PATH = '/hooks/github/'

/** The secret of a connection follows from the server's own, so it lies in no table and can be shown again. */
export const secretOf = (serverSecret: string, connectionId: string) =>
  createHmac('sha256', serverSecret).update(`github connection ${connectionId}`).digest('hex')

/** Whether `x-hub-signature-256` was made over exactly this body with this secret. */
export function isSignedWith(secret: string, body: Uint8Array, signature: string | undefined) {
  const given = Buffer.from(signature ?? '')
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  return given.length === right.length && timingSafeEqual(given, right)
}
