import type { PageEntry } from '#platform/client/browser-feature.ts'

/** The pages outside a workspace: for those who are not signed in, or not yet members. */
export const openPages: PageEntry[] = [
  { path: '/setup', load: () => import('./set-up-page.tsx') },
  { path: '/sign-in', load: () => import('./sign-in-page.tsx') },
  { path: '/join/$token', load: () => import('./join-page.tsx') },
]
