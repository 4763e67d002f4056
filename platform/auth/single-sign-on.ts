import type { SSOOptions } from '@better-auth/sso'
import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/types'

import type { Database } from '#platform/database/database.ts'

import type { Admission, Arrival } from './admission.ts'
import { findProvider, type Provider } from './providers.ts'
import type { Seal } from './seal.ts'

/** OpenID Connect by providers of the database. Registering them is not done through the library: see `providers.ts`. */
export function ssoOptions(database: Database, admission: Admission): SSOOptions {
  const providerOf = async (id: string) => {
    const provider = await database.asOwner('read', (tx) => findProvider(tx, id))
    if (!provider) throw new Error('A provider was removed while somebody signed in with it.')
    return provider
  }
  return {
    providersLimit: 0,
    // Whether a provider may speak for an address at all is decided first, by its domains.
    trustEmailVerified: true,
    provisionUserOnEveryLogin: true,
    resolveUser: async (input) => {
      const provider = await providerOf(input.providerId)
      const claims = 'providerClaims' in input ? { ...input.verifiedIdTokenClaims, ...input.providerClaims } : {}
      const verdict = await admission.mayEnter(
        arrivalOf(provider, input.accountKey.accountId, input.providerUser, claims.email_verified),
      )
      if ('refused' in verdict) return { action: 'reject', code: verdict.refused, message: verdict.says }
      if ('known' in verdict) return { action: 'link', userId: verdict.known, profile: 'preserve' }
      return { action: 'continue' }
    },
    provisionUser: async ({ user, userInfo, provider }) => {
      const found = await providerOf(provider.providerId)
      // The library passes the claims as it read them for resolveUser.
      await admission.entered(arrivalOf(found, String(userInfo.id), userInfo as ProviderUser, true), user.id)
    },
  }
}

type ProviderUser = { email?: string | null; name?: string }

const arrivalOf = (provider: Provider, accountId: string, user: ProviderUser, verified: unknown): Arrival => ({
  provider,
  accountId,
  email: (user.email ?? '').trim().toLowerCase(),
  emailVerified: verified === undefined ? undefined : verified === true || verified === 'true',
  name: user.name ?? '',
})

type Row = Record<string, unknown>

/** The same adapter, but the secrets of providers, which lie sealed in the database, come out open. */
export function withOpenSecrets(
  make: (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>,
  seal: Seal,
): (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions> {
  const open = (model: string, row: unknown) => {
    const config = (row as Row | null)?.oidcConfig
    if (model !== 'ssoProvider' || typeof config !== 'string') return row
    const read = JSON.parse(config) as { clientSecret?: string }
    const clientSecret = read.clientSecret === undefined ? undefined : seal.open(read.clientSecret)
    return { ...(row as Row), oidcConfig: JSON.stringify({ ...read, clientSecret }) }
  }
  type Reads = Pick<DBAdapter<BetterAuthOptions>, 'findOne' | 'findMany' | 'update'>
  // The library's own generic promise of a row's type is kept: only one field of it is changed.
  const opened = <Adapter extends Reads>(adapter: Adapter): Adapter => ({
    ...adapter,
    findOne: async (asked: Parameters<Reads['findOne']>[0]) => open(asked.model, await adapter.findOne(asked)) as never,
    findMany: async (asked: Parameters<Reads['findMany']>[0]) =>
      (await adapter.findMany(asked)).map((row) => open(asked.model, row)) as never,
    update: async (asked: Parameters<Reads['update']>[0]) => open(asked.model, await adapter.update(asked)) as never,
  })
  return (options) => {
    const adapter = make(options)
    return { ...opened(adapter), transaction: (run) => adapter.transaction((inner) => run(opened(inner))) }
  }
}
