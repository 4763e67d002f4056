import type { Provider } from './providers.ts'

/** Somebody for whom a provider vouches. */
export type Arrival = {
  provider: Provider
  /** What the provider calls them. */
  accountId: string
  email: string
  /** Undefined when the provider does not say. */
  emailVerified: boolean | undefined
  name: string
}

/** `known` enters as that user, `new` becomes one; a refusal is told in its words on the sign-in page. */
export type Verdict = { known: string } | { new: true } | { refused: string; says: string }

/** What the floor above decides about arrivals. */
export type Admission = {
  /** Runs a request so that the two below can look at it, such as for an invite that came along. */
  during: <T>(request: Request, run: () => Promise<T>) => Promise<T>
  mayEnter: (arrival: Arrival) => Promise<Verdict>
  /** Makes them a member where they were invited or belong. Runs after each sign-in, so it must be safe to repeat. */
  entered: (arrival: Arrival, userId: string) => Promise<void>
}
