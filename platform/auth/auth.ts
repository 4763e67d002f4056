import { sso } from '@better-auth/sso'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { magicLink, twoFactor } from 'better-auth/plugins'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'

import type { Database } from '#platform/database/database.ts'
import { newId } from '#platform/database/ids.ts'
import type { Letter, SendMail } from '#platform/services.ts'

import type { Admission } from './admission.ts'
import { noLinkLetter, passwordChangedLetter, resetLetter, signInLetter } from './letters.ts'
import { orUnavailable, watched } from './lost.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, whyNotPassword } from './passwords.ts'
import { allProviders, type FirstProvider, keepFirstProvider } from './providers.ts'
import { createSeal } from './seal.ts'
import { ssoOptions, withOpenSecrets } from './single-sign-on.ts'
import { authSchema } from './tables.ts'
import { userByEmail } from './users.ts'
import { COOKIE_PREFIX } from './who-is.ts'

export { whoIs } from './who-is.ts'

export type AuthSettings = { BASE_URL: string; SECRET: string } & FirstProvider

export type AuthOptions = {
  database: Database
  settings: AuthSettings
  sendMail: SendMail
  log: Logger
  /** Who decides whether somebody vouched for by a provider may enter, and as what. */
  admission: Admission
}

const DAY = 86_400

/** The only routes of the library that are open. Whoever adds one proves in auth.test.ts what a stranger can do with it. */
const ROUTES =
  /^\/api\/auth\/(sign-in\/(email|magic-link|sso)|sign-out|get-session|list-sessions|list-accounts|revoke-(session|other-sessions)|change-password|request-password-reset|reset-password|magic-link\/verify|sso\/callback\/[\w-]+|two-factor\/(enable|disable|verify-totp|verify-backup-code|generate-backup-codes))$/

const answer = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ code, message }, { status, headers })

/** Signing in and out over HTTP under /api/auth. Who a request comes from is `whoIs`, which does not pass through here. */
export function createAuth({ database, settings, sendMail, log, admission }: AuthOptions) {
  const seal = createSeal(settings.SECRET)
  const isHttps = settings.BASE_URL.startsWith('https:')
  // Against guessing from many addresses at once: so many wrong passwords for one account in a quarter of an hour.
  const attempts = new RateLimiterMemory({ points: 20, duration: 900 })

  // Nobody waits for the mail server, so that the time of an answer does not tell whether an address is known here.
  const send = (letter: Letter) =>
    void sendMail(letter).catch((error: unknown) => log.error({ err: error }, 'a letter for signing in was not sent'))
  const page = (query: Record<string, string>) => `${settings.BASE_URL}/sign-in?${new URLSearchParams(query)}`

  const auth = betterAuth({
    appName: 'Throughline',
    baseURL: settings.BASE_URL,
    basePath: '/api/auth',
    secret: settings.SECRET,
    telemetry: { enabled: false },
    // What nobody foresaw is thrown to the server, which logs it; a redirect that fails ends on our own page.
    onAPIError: { throw: true, errorURL: `${settings.BASE_URL}/sign-in` },
    logger: { log: (level, message, ...more) => log[level]({ more: more.length > 0 ? more : undefined }, message) },
    database: withOpenSecrets(
      drizzleAdapter(drizzle(watched(database.pool)), { provider: 'pg', schema: authSchema, transaction: true }),
      seal,
    ),
    trustedOrigins: async (request) => (request ? originsTrustedFor(request, database) : []),
    session: { expiresIn: 30 * DAY, updateAge: DAY, freshAge: 0 },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, requireLocalEmailVerified: false } },
    verification: { storeIdentifier: 'hashed' },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    emailAndPassword: {
      enabled: true,
      // People come in by an invite or at set-up, which make the user themselves.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => send(resetLetter(user.email, page({ reset: token }))),
      onPasswordReset: async ({ user }) => send(passwordChangedLetter(user.email)),
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 20 },
        '/sign-in/sso': { window: 60, max: 30 },
        '/sign-in/magic-link': { window: 60, max: 6 },
        '/request-password-reset': { window: 60, max: 6 },
        '/reset-password': { window: 60, max: 10 },
        '/magic-link/verify': { window: 60, max: 20 },
        '/two-factor/*': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isHttps,
      // Said aloud because the library leaves both out under NODE_ENV=test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
      database: { generateId: () => newId() },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        const body = (ctx.body ?? {}) as { email?: unknown; newPassword?: unknown }
        if (typeof body.newPassword === 'string') {
          const refusal = whyNotPassword(body.newPassword)
          if (refusal) throw new APIError('BAD_REQUEST', { code: 'WEAK_PASSWORD', message: refusal })
        }
        if (ctx.path === '/sign-in/email' && typeof body.email === 'string') {
          await attempts.consume(body.email.trim().toLowerCase()).catch(() => {
            throw new APIError('TOO_MANY_REQUESTS', {
              code: 'TOO_MANY',
              message: 'Too many attempts for this account. Wait a quarter of an hour, or ask for a link by e-mail.',
            })
          })
        }
      }),
      after: createAuthMiddleware(async (ctx) => {
        const entered = ctx.context.newSession
        if (ctx.path === '/sign-in/email' && entered) await attempts.delete(entered.user.email)
        // A link is one step. Whoever asked for two has turned the second on after the link was sent.
        if (ctx.path === '/magic-link/verify' && entered?.user.twoFactorEnabled) {
          await ctx.context.internalAdapter.deleteSession(entered.session.token)
          throw new APIError('FORBIDDEN', {
            code: 'SECOND_STEP',
            message: 'This account asks for a second step. Sign in with your password and a code.',
          })
        }
      }),
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: 900,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => {
          const user = await database.asOwner('read', (tx) => userByEmail(tx, email))
          if (!user) return
          send(
            user.twoFactorEnabled
              ? noLinkLetter(user.email, page({}))
              : signInLetter(user.email, page({ link: token })),
          )
        },
      }),
      twoFactor({ issuer: 'Throughline' }),
      sso(ssoOptions(database, admission)),
    ],
  })

  let isFirstProviderKept: Promise<void> | undefined
  const firstProvider = () =>
    (isFirstProviderKept ??= database
      .asOwner('write', (tx) => keepFirstProvider(tx, settings, seal, new Date()))
      .catch((error: unknown) => {
        isFirstProviderKept = undefined
        throw error
      }))

  async function handler(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (!ROUTES.test(pathname)) return answer(404, 'NOT_FOUND', 'There is nothing at this address.')
    return admission.during(request, () =>
      orUnavailable(async () => {
        const response = await auth.handler(request)
        if (response.status !== 429) return response
        const wait = response.headers.get('x-retry-after') ?? '60'
        const told = (await response.json().catch(() => ({}))) as { message?: string; code?: string }
        const message = told.code ? told.message! : 'Too many attempts. Wait a minute and try again.'
        return answer(429, 'TOO_MANY', message, { 'retry-after': wait })
      }),
    )
  }

  return {
    handler,
    /** Makes the provider of the settings known. Done once at the start; safe to repeat. */
    start: firstProvider,
  }
}

export type Auth = ReturnType<typeof createAuth>

/**
 * Which origins may send a request of this kind: this server's, under the name that the browser used for it (a page of
 * another host cannot carry our Host header), and for the redirects of a provider that provider's.
 */
async function originsTrustedFor(request: Request, database: Database) {
  const origin = request.headers.get('origin')
  const own = origin && URL.canParse(origin) && new URL(origin).host === request.headers.get('host') ? [origin] : []
  if (!/\/(sign-in\/sso|sso\/callback\/)/.test(request.url)) return own
  const providers = await database.asOwner('read', allProviders)
  return [...own, ...providers.map((provider) => new URL(provider.issuer).origin)]
}
