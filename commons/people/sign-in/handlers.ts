import { implement } from '@orpc/server'

import type { Asked } from '#platform/api/answer.ts'
import type { Me } from '#platform/auth/identity.ts'
import {
  discover,
  findProvider,
  insertProvider,
  type Provider,
  providersOf,
  removeProvider,
} from '#platform/auth/providers.ts'

import { asOwner, unremembered } from '../as-owner.ts'
import { signIn as contract } from './contract.ts'
import { signInProviderRegistered, signInProviderRemoved } from './events.ts'
import { isAnybodys } from './rules.ts'

const os = implement(contract).$context<Asked>()
// Whole routers are guarded, so that nothing of an input is even looked at before it is known who asks.
const owned = os.use(asOwner)
const once = os.use(unremembered).use(asOwner)

const MOST_PROVIDERS = 10

const shown = (provider: Provider, baseUrl: string) => ({
  id: provider.id,
  name: provider.name,
  issuer: provider.issuer,
  clientId: provider.clientId,
  domains: provider.domains === 'all' ? [] : provider.domains,
  joinsAs: provider.joinsAs,
  redirectUri: `${baseUrl}/api/auth/sso/callback/${provider.id}`,
})

// `asOwner` let only an admin of the workspace through.
const admin = (context: Asked) => context.who.me as Me

const providers = owned.providers.handler(async ({ context }) => {
  const found = await providersOf(context.tx, admin(context).workspaceId)
  return found.map((provider) => shown(provider, context.services.baseUrl))
})

const register = once.register.handler(async ({ input, errors, context }) => {
  const { tx, who, now, services, emitIn } = context
  const me = admin(context)
  if (who.scopes) throw errors.BY_HAND()
  if (input.domains.some(isAnybodys)) throw errors.ANYBODYS_DOMAIN()
  if ((await providersOf(tx, me.workspaceId)).length >= MOST_PROVIDERS) throw errors.TOO_MANY_PROVIDERS()
  const found = await discover(input.issuer, services.fetch)
  if (!found) throw errors.NO_PROVIDER_THERE()
  const { workspaceId } = me
  const id = await insertProvider(tx, { ...input, workspaceId, registeredBy: me.userId, now }, found, services.seal)
  emitIn(workspaceId, me.id)(signInProviderRegistered, { id })
  return shown((await findProvider(tx, id))!, services.baseUrl)
})

const remove = owned.remove.handler(async ({ input, errors, context }) => {
  const me = admin(context)
  if (context.who.scopes) throw errors.BY_HAND()
  if (!(await removeProvider(context.tx, me.workspaceId, input.id))) throw errors.NOT_FOUND()
  context.emitIn(me.workspaceId, me.id)(signInProviderRemoved, { id: input.id })
})

export const handlers = os.router({ providers, register, remove })
