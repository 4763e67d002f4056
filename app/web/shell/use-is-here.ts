import { useRouterState } from '@tanstack/react-router'

import { useWorkspacePath } from '#platform/client/navigation.tsx'

/** Whether the page in sight is at this path or below it. */
export function useIsHere(path: string): boolean {
  const full = useWorkspacePath()(path)
  return useRouterState({
    select: ({ location }) =>
      path === '/'
        ? location.pathname.replace(/\/$/, '') === full
        : location.pathname === full || location.pathname.startsWith(`${full}/`),
  })
}
