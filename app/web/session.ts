import type { people as peopleContract } from '#commons/people/contract.ts'
import { clientOf } from '#platform/client/client.ts'
import { queryClient } from '#platform/client/query-client.ts'

export const people = clientOf<typeof peopleContract>('people')

const LAST_WORKSPACE = 'throughline-workspace'

let current: string | undefined

/** Answers of one workspace must never show in another, so its cache ends with the visit. */
export function enterWorkspace(slug: string) {
  if (current !== undefined && current !== slug) queryClient.clear()
  current = slug
  localStorage.setItem(LAST_WORKSPACE, slug)
}

export const lastWorkspace = () => localStorage.getItem(LAST_WORKSPACE)

export async function signOut() {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  location.assign('/sign-in')
}
