/** Domains in which anybody gets an address. */
const ANYBODYS = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com
  gmx.com gmx.net gmx.de web.de mail.com mail.ru yandex.com yandex.ru proton.me protonmail.com pm.me zoho.com qq.com 163.com
  126.com naver.com t-online.de orange.fr free.fr libero.it`.split(/\s+/),
)

export const isAnybodys = (domain: string) => ANYBODYS.has(domain)

/** Whether a provider may speak for an address. A subdomain is another domain: whoever runs one need not run the other. */
export const isOfDomains = (email: string, domains: string[] | 'all') =>
  domains === 'all' || domains.includes(email.slice(email.lastIndexOf('@') + 1))

type Where = { workspaceId: string; isRegistrantAdmin: boolean }
type Arriving = {
  isOfDomains: boolean
  isExplicitlyUnverified: boolean
  /** Null for the provider of the server itself. */
  providersWorkspace: string | null
  /** The user whom the provider's account or the address means; undefined when there is none. */
  user: { isLinked: boolean; memberships: Where[] } | undefined
  isInvited: boolean
  joinsByDomain: boolean
}

/**
 * Why somebody whom a provider vouches for does not enter. A provider of one workspace may not open another: its admin
 * could have it vouch for anybody. So it signs in only those who are nowhere but where that admin is one too.
 */
export function whyNotEnter(arriving: Arriving) {
  if (!arriving.isOfDomains) return 'OTHER_DOMAIN'
  const { user, providersWorkspace } = arriving
  if (user) {
    if (!user.isLinked && arriving.isExplicitlyUnverified) return 'UNVERIFIED'
    const isElsewhere =
      providersWorkspace !== null &&
      user.memberships.some((where) => where.workspaceId !== providersWorkspace && !where.isRegistrantAdmin)
    if (isElsewhere) return 'ALSO_ELSEWHERE'
    const isKnownHere = providersWorkspace === null || user.isLinked || user.memberships.length > 0
    return isKnownHere || arriving.isInvited || arriving.joinsByDomain ? undefined : 'NOT_INVITED'
  }
  if (arriving.isExplicitlyUnverified) return 'UNVERIFIED'
  return arriving.isInvited || arriving.joinsByDomain ? undefined : 'NOT_INVITED'
}

/** What the one refused reads on the sign-in page. */
export const SAYS = {
  OTHER_DOMAIN: 'This provider does not sign in people of your e-mail domain.',
  UNVERIFIED: 'Your provider has not verified your e-mail address. Verify it there, then try again.',
  ALSO_ELSEWHERE: 'You are a member of other workspaces too. Sign in with your password or an e-mail link.',
  NOT_INVITED: 'You have no account here yet. Ask an admin of your workspace for an invite.',
}
