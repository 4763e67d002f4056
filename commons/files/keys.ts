import { createHmac, timingSafeEqual } from 'node:crypto'

import { derivedSecret } from '#platform/auth/signatures.ts'

import { SIGNED_MINUTES } from './rules.ts'

/** Where the bytes of a file lie in the storage. */
export const storageKey = (workspaceId: string, id: string) => `${workspaceId}/${id.slice(-2)}/${id}`

const signatureOf = (secret: string, path: string, until: number) =>
  createHmac('sha256', derivedSecret(secret, 'files')).update(`${path}\n${until}`).digest('base64url')

/** An address that opens a file for a while to whoever has it. */
export function signedUrl(services: { secret: string; baseUrl: string }, path: string, now: Date) {
  const expiresAt = new Date(now.getTime() + SIGNED_MINUTES * 60_000)
  const query = `until=${expiresAt.getTime()}&signature=${signatureOf(services.secret, path, expiresAt.getTime())}`
  return { url: `${services.baseUrl}${path}?${query}`, expiresAt }
}

/** Whether such an address was signed here, for exactly this path, and has not run out. */
export function isSigned(
  secret: string,
  path: string,
  { until, signature }: { until: string | undefined; signature: string | undefined },
  now: Date,
) {
  if (!until || !/^\d{1,15}$/.test(until) || Number(until) < now.getTime()) return false
  const right = Buffer.from(signatureOf(secret, path, Number(until)))
  const given = Buffer.from(signature ?? '')
  return given.length === right.length && timingSafeEqual(given, right)
}
