import { implement } from '@orpc/server'

import type { Asked } from '#platform/api/answer.ts'
import type { Me } from '#platform/auth/identity.ts'
import { allProviders } from '#platform/auth/providers.ts'
import { forgetSetUpTokens, insertUser, isAnyUser, isSetUpToken, lockSetUp } from '#platform/auth/users.ts'

import { asOwner, inOwnersTransaction, type Owned } from '../as-owner.ts'
import { people as contract } from '../contract.ts'
import { demoOfServer } from '../demo.ts'
import { join } from '../join.ts'
import {
  countHomes,
  deleteWorkspace,
  findWorkspaceRow,
  insertWorkspace,
  otherHomeOf,
  signedInMembers,
} from './queries.ts'

const os = implement(contract).$context<Asked>()
const owned = os.use(asOwner)

const firstRun = owned.firstRun.handler(async ({ context: { tx, services } }) => {
  const providers = await allProviders(tx)
  // Where several workspaces share a server, nobody learns from its sign-in page who the others are.
  const isShared = (await countHomes(tx)) > 1
  const shown = providers.filter((provider) => provider.workspaceId === null || !isShared)
  return {
    needsSetUp: !(await isAnyUser(tx)),
    demo: demoOfServer() !== undefined,
    magicLink: !services.sendMail.keeps,
    oidc: shown.map(({ id, name }) => ({ id, name })),
    oidcByEmail: shown.length < providers.length,
  }
})

// The demo is a workspace of its own beside an empty one: what one tries in it never stands among real work, and it
// can be removed whole.
const setUp = os.setUp.handler(async ({ input, errors, context: { host, now } }) => {
  const fillDemo = demoOfServer()
  if (input.start === 'demo' && !fillDemo) throw errors.NO_DEMO()
  const made = await inOwnersTransaction(host, 'write', now, async (owned) => {
    const { tx } = owned
    await lockSetUp(tx)
    if (await isAnyUser(tx)) throw errors.ALREADY_SET_UP()
    if (!(await isSetUpToken(tx, input.token, now))) throw errors.WRONG_LINK()
    const { name, email, password, timeZone } = input
    // Whoever starts the server needs no letter to prove who they are.
    const userId = await insertUser(tx, { name, email, password, emailVerified: true, now })
    if (!userId) throw errors.ALREADY_SET_UP()
    await forgetSetUpTokens(tx)
    const admin = {
      userId,
      name,
      email,
      isEmailProven: true,
      role: 'admin',
      discipline: input.discipline,
      timeZone,
    } as const
    const home = await insertWorkspace(tx, { name: input.workspaceName, timeZone, now })
    await join(owned, { ...admin, workspaceId: home.workspaceId })
    if (input.start !== 'demo') return { slug: home.slug }
    const demo = await insertWorkspace(tx, { name: 'Fernway (demo)', timeZone, isDemo: true, now })
    await join(owned, { ...admin, workspaceId: demo.workspaceId })
    return { slug: home.slug, demo }
  })
  if (!made.demo || !fillDemo) return { slug: made.slug }
  const { workspaceId, slug } = made.demo
  try {
    await fillDemo(host, workspaceId, now)
    return { slug }
  } catch (error) {
    // Half a demo would mislead; the empty workspace stands.
    host.services.log.error({ err: error }, 'the demo could not be filled and was removed')
    await inOwnersTransaction(host, 'write', now, ({ tx }) => deleteWorkspace(tx, workspaceId))
    return { slug: made.slug }
  }
})

const removeDemo = owned.removeDemo.handler(async ({ errors, context }) => {
  const { tx, who, now } = context
  // `asOwner` let only an admin of the workspace through.
  const me = who.me as Me
  if (who.scopes || !me.userId) throw errors.BY_HAND()
  const demo = await findWorkspaceRow(tx, me.workspaceId)
  if (!demo?.isDemo) throw errors.NOT_A_DEMO()
  const home = (await otherHomeOf(tx, me.userId, me.workspaceId)) ?? (await newHome(context, me, demo.timeZone, now))
  for (const { userId, name, email, role, discipline, timeZone } of await signedInMembers(tx, me.workspaceId)) {
    if (!userId) continue
    const person = { userId, name, email: email ?? '', isEmailProven: false, role, discipline, timeZone }
    await join(context, { ...person, workspaceId: home.workspaceId })
  }
  await deleteWorkspace(tx, me.workspaceId)
  return { slug: home.slug }
})

const newHome = (owned: Owned, { name }: Me, timeZone: string, now: Date) =>
  insertWorkspace(owned.tx, { name: `${name}’s workspace`.slice(0, 80), timeZone, now })

export const handlers = { firstRun, setUp, removeDemo }
