import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'

import type { Transaction } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'

import type { Seal } from './seal.ts'
import { ssoProviders } from './tables.ts'

// All of these work in the owner's transaction.

/** A provider of OpenID Connect. Without a workspace it is the server's own, which speaks for every address. */
export type Provider = {
  id: string
  name: string
  issuer: string
  workspaceId: string | null
  domains: string[] | 'all'
  joinsAs: 'observer' | 'contributor' | 'member' | null
  registeredBy: string | null
  clientId: string
}

/** The provider that the server's settings name. */
export const SERVERS_OWN = 'server'

const Config = z.object({
  issuer: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  authorizationEndpoint: z.string().optional(),
  tokenEndpoint: z.string().optional(),
  userInfoEndpoint: z.string().optional(),
  jwksEndpoint: z.string().optional(),
  tokenEndpointAuthentication: z.enum(['client_secret_basic', 'client_secret_post']).optional(),
  discoveryEndpoint: z.string(),
  pkce: z.literal(true),
  scopes: z.array(z.string()),
})
type Config = z.infer<typeof Config>

const providerOf = (row: typeof ssoProviders.$inferSelect): Provider => ({
  id: row.providerId,
  name: row.name,
  issuer: row.issuer,
  workspaceId: row.organizationId,
  domains: row.domain === '*' ? 'all' : row.domain.split(','),
  joinsAs: row.joinsAs,
  registeredBy: row.userId,
  clientId: Config.parse(JSON.parse(row.oidcConfig ?? '{}')).clientId,
})

export async function allProviders(tx: Transaction) {
  return (await tx.select().from(ssoProviders).orderBy(ssoProviders.createdAt)).map(providerOf)
}

export async function providersOf(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select()
    .from(ssoProviders)
    .where(eq(ssoProviders.organizationId, workspaceId))
    .orderBy(ssoProviders.createdAt)
  return rows.map(providerOf)
}

export async function findProvider(tx: Transaction, id: string) {
  const [row] = await tx.select().from(ssoProviders).where(eq(ssoProviders.providerId, id))
  return row && providerOf(row)
}

export type NewProvider = Omit<Provider, 'id' | 'domains'> & { domains: string[]; clientSecret: string; now: Date }

/** Keeps a provider whose endpoints were just read from it. */
export async function insertProvider(tx: Transaction, provider: NewProvider, found: Endpoints, seal: Seal) {
  const id = newId()
  await tx.insert(ssoProviders).values({
    id,
    providerId: id,
    issuer: found.issuer,
    oidcConfig: JSON.stringify(configOf(provider, found, seal)),
    userId: provider.registeredBy,
    organizationId: provider.workspaceId,
    domain: provider.domains.join(','),
    name: provider.name,
    joinsAs: provider.joinsAs,
    createdAt: provider.now,
  })
  return id
}

export async function removeProvider(tx: Transaction, workspaceId: string, id: string) {
  const gone = await tx
    .delete(ssoProviders)
    .where(and(eq(ssoProviders.providerId, id), eq(ssoProviders.organizationId, workspaceId)))
    .returning({ id: ssoProviders.id })
  return gone.length > 0
}

export type FirstProvider = {
  OIDC_ISSUER?: string | undefined
  OIDC_CLIENT_ID?: string | undefined
  OIDC_CLIENT_SECRET?: string | undefined
  OIDC_NAME?: string | undefined
}

/** Makes the server's own provider what the settings say: there, another, or gone. */
export async function keepFirstProvider(tx: Transaction, settings: FirstProvider, seal: Seal, now: Date) {
  const isOwn = and(eq(ssoProviders.providerId, SERVERS_OWN), isNull(ssoProviders.organizationId))
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings
  if (!issuer || !clientId || !clientSecret) {
    await tx.delete(ssoProviders).where(isOwn)
    return
  }
  // Its endpoints are read when somebody signs in, so that the server starts while the provider is down.
  const row = {
    issuer,
    oidcConfig: JSON.stringify(configOf({ clientId, clientSecret }, { issuer }, seal)),
    domain: '*',
    name: settings.OIDC_NAME ?? 'Single sign-on',
  }
  await tx
    .insert(ssoProviders)
    .values({ id: SERVERS_OWN, providerId: SERVERS_OWN, createdAt: now, ...row })
    .onConflictDoUpdate({ target: ssoProviders.providerId, set: row })
}

const configOf = (
  client: { clientId: string; clientSecret: string },
  found: Partial<Endpoints>,
  seal: Seal,
): Config => ({
  issuer: found.issuer!,
  clientId: client.clientId,
  clientSecret: seal.seal(client.clientSecret),
  ...(found.authorization_endpoint
    ? {
        authorizationEndpoint: found.authorization_endpoint,
        tokenEndpoint: found.token_endpoint,
        jwksEndpoint: found.jwks_uri,
        userInfoEndpoint: found.userinfo_endpoint,
        tokenEndpointAuthentication: found.token_endpoint_auth_methods_supported?.includes('client_secret_basic')
          ? ('client_secret_basic' as const)
          : ('client_secret_post' as const),
      }
    : {}),
  discoveryEndpoint: addressOfDiscovery(found.issuer!),
  pkce: true,
  scopes: ['openid', 'email', 'profile'],
})

const WebAddress = z.url({ protocol: /^https?$/ })

/** What a provider tells of itself, as far as it is needed here (OpenID Connect Discovery 1.0, section 3). */
export const Endpoints = z.object({
  issuer: WebAddress,
  authorization_endpoint: WebAddress,
  token_endpoint: WebAddress,
  jwks_uri: WebAddress,
  userinfo_endpoint: WebAddress.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
})
export type Endpoints = z.infer<typeof Endpoints>

const addressOfDiscovery = (issuer: string) => `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`

/** Reads a provider's endpoints; undefined when it does not answer as one, or answers for another issuer. */
export async function discover(issuer: string, fetch: typeof globalThis.fetch): Promise<Endpoints | undefined> {
  try {
    const answer = await fetch(addressOfDiscovery(issuer), {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) return
    const found = Endpoints.safeParse(await answer.json())
    const isSameIssuer = found.data?.issuer.replace(/\/+$/, '') === issuer.replace(/\/+$/, '')
    return isSameIssuer ? found.data : undefined
  } catch {
    return // Not there, too slow, or not JSON: for the one who asks it is the same.
  }
}
