import { createHmac, timingSafeEqual } from 'node:crypto'

/** A secret for one purpose that follows from the server's own, so it lies in no table and can be shown again. */
export const derivedSecret = (serverSecret: string, purpose: string) =>
  createHmac('sha256', serverSecret).update(purpose).digest('hex')

/** Whether a header such as `x-hub-signature-256: sha256=…` was made over exactly this body with this secret. */
export function isSignedWith(secret: string, body: Uint8Array, signature: string | undefined) {
  const given = Buffer.from(signature ?? '')
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  return given.length === right.length && timingSafeEqual(given, right)
}
