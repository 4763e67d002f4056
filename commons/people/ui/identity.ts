/** Why /api/auth refused. The message is for the one who asked. */
export class SignInRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'SignInRefused'
    this.code = code
  }
}

const SAYS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail or password is not right.',
  INVALID_PASSWORD: 'This password is not right.',
  INVALID_TOKEN: 'This link was used already, or is too old. Ask for a new one.',
  INVALID_CODE: 'This code is not right. Codes change every 30 seconds.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used already.',
  INVALID_TWO_FACTOR_COOKIE: 'That took too long. Begin again with your password.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Begin again with your password.',
  INVALID_EMAIL: 'Write an e-mail address, such as ana@example.com.',
  UNAUTHORIZED: 'You were signed out. Sign in again.',
  INVALID_ORIGIN: 'This address is not the one that the server is set up for. Open it under its BASE_URL.',
}

async function asked<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`/api/auth${path}`, { ...init, headers: { 'content-type': 'application/json' } })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  const { code = '', message } = (answer ?? {}) as { code?: string; message?: string }
  throw new SignInRefused(code, SAYS[code] ?? message ?? 'That did not work. Try again.')
}

const read = <Answer>(path: string) => asked<Answer>(path, { method: 'GET' })
const send = <Answer = unknown>(path: string, body: object = {}) =>
  asked<Answer>(path, { method: 'POST', body: JSON.stringify(body) })

export type Session = {
  id: string
  token: string
  createdAt: string
  updatedAt: string
  ipAddress?: string | null
  userAgent?: string | null
}

/** Signing in and out, password, second step and sessions: what /api/auth offers, by the words of this product. */
export const identity = {
  signIn: (email: string, password: string) =>
    send<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password, rememberMe: true }),
  sendLink: (email: string) => send('/sign-in/magic-link', { email }),
  openLink: (token: string) => read(`/magic-link/verify?token=${encodeURIComponent(token)}`),
  askForReset: (email: string) => send('/request-password-reset', { email }),
  reset: (token: string, newPassword: string) => send('/reset-password', { token, newPassword }),
  /** Goes to the provider and comes back to `back`. The invite, if there is one, goes along in a cookie. */
  signInWith: async (provider: { providerId: string } | { email: string }, back: string, invite?: string) => {
    const expires = invite ? '600' : '0'
    document.cookie = `throughline.invite=${invite ?? ''}; path=/api/auth; max-age=${expires}; samesite=lax`
    const { url } = await send<{ url: string }>('/sign-in/sso', {
      ...provider,
      callbackURL: back,
      errorCallbackURL: `/sign-in?${new URLSearchParams({ back })}`,
    })
    location.assign(url)
  },
  signOut: () => send('/sign-out'),
  verifyCode: (code: string, trustDevice: boolean) => send('/two-factor/verify-totp', { code, trustDevice }),
  verifyBackupCode: (code: string) => send('/two-factor/verify-backup-code', { code }),
  turnOnSecondStep: (password: string) =>
    send<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password }),
  turnOffSecondStep: (password: string) => send('/two-factor/disable', { password }),
  newBackupCodes: (password: string) =>
    send<{ backupCodes: string[] }>('/two-factor/generate-backup-codes', { password }),
  changePassword: (currentPassword: string, newPassword: string) =>
    send('/change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
  session: () =>
    read<{ session: Session; user: { email: string; twoFactorEnabled?: boolean | null } } | null>('/get-session'),
  sessions: () => read<Session[]>('/list-sessions'),
  accounts: () => read<{ providerId: string }[]>('/list-accounts'),
  endSession: (token: string) => send('/revoke-session', { token }),
  endOtherSessions: () => send('/revoke-other-sessions'),
}

/** Only a path of this site: an address elsewhere must not be reached by way of the sign-in page. */
export const pathBack = (back: string | undefined) => (back && /^\/(?![/\\])/.test(back) ? back : '/')

const KEPT = 'throughline-signed-in-on'

/** Once a day, so that somebody who comes every week is not signed out after a month. */
export function staySignedIn() {
  const today = new Date().toDateString()
  if (localStorage.getItem(KEPT) === today) return
  localStorage.setItem(KEPT, today)
  void identity.session().catch(() => localStorage.removeItem(KEPT))
}
