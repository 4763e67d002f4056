import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits that fit in an address. */
export const newToken = (prefix = '') => prefix + randomBytes(32).toString('base64url')

/** What the database keeps of a token. It is random and long, so a plain SHA-256 cannot be guessed back. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSame(a: string, b: string) {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The value inside a signed cookie, `value.signature`; undefined when this server did not sign it. */
export function signedValue(cookie: string, secret: string) {
  const dot = cookie.lastIndexOf('.')
  if (dot < 1) return
  const value = cookie.slice(0, dot)
  const signature = createHmac('sha256', secret).update(value).digest('base64')
  return isSame(cookie.slice(dot + 1), signature) ? value : undefined
}
