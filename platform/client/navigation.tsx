import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'

import { pathInWorkspace } from './workspace.ts'

type Parameters = Record<string, string | undefined>

/** A parameter of the page's own path: `usePathParam('key')` on `/initiatives/$key`. */
export function usePathParam(name: string): string {
  const value = (useParams({ strict: false }) as Parameters)[name]
  if (value === undefined) throw new Error(`This page's path has no $${name}.`)
  return value
}

/** The slug of the workspace in which the page is, if it is in one. */
export function useWorkspaceSlug(): string | undefined {
  return (useParams({ strict: false }) as Parameters).workspace
}

/** Turns a path of a feature into one of this workspace: `/shout-outs` → `/w/acme/shout-outs`. */
export function useWorkspacePath(): (path: string) => string {
  const slug = useWorkspaceSlug()
  return useCallback((path) => pathInWorkspace(slug, path), [slug])
}

type Go = (path: string, how?: { replace?: boolean; query?: Parameters }) => void

/** Goes to a path of this workspace. */
export function useGo(): Go {
  const navigate = useNavigate()
  const inWorkspace = useWorkspacePath()
  return useCallback(
    (path, how) => {
      const [pathname = '/', written] = path.split('?')
      const query = { ...Object.fromEntries(new URLSearchParams(written)), ...how?.query }
      void navigate({ to: inWorkspace(pathname), search: query, replace: how?.replace ?? false })
    },
    [navigate, inWorkspace],
  )
}

type ToProps = {
  path: string
  query?: Parameters
  className?: string
  children?: ReactNode
  title?: string
  tabIndex?: number
  draggable?: boolean
  onClick?: () => void
  onMouseDown?: () => void
  'aria-label'?: string
  'aria-current'?: 'page'
  'data-active'?: boolean
}

/** Else Home would count as the current page wherever one is. */
const EXACTLY = { exact: true }

/** A link to a path of this workspace. Its page begins to load when it is pointed at. */
export function To({ path, query, ...rest }: ToProps) {
  const inWorkspace = useWorkspacePath()
  const [address = '/', hash] = path.split('#')
  const [pathname = '/', written] = address.split('?')
  const search = { ...Object.fromEntries(new URLSearchParams(written)), ...query }
  return (
    <Link
      to={inWorkspace(pathname)}
      search={search}
      activeOptions={EXACTLY}
      {...(hash === undefined ? {} : { hash })}
      {...rest}
    />
  )
}

/**
 * The state of a list, kept in the address so that it can be sent and found again.
 * `const [query, setQuery] = useUrlQuery()`; `setQuery({ state: 'open', team: undefined })` changes two and keeps the rest.
 */
export function useUrlQuery(): [Parameters, (change: Parameters, how?: { push?: boolean }) => void] {
  const query = useSearch({ strict: false }) as Parameters
  const navigate = useNavigate()
  const change = useCallback(
    (next: Parameters, how?: { push?: boolean }) => {
      void navigate({
        to: '.',
        search: (now: Parameters) => ({ ...now, ...next }),
        replace: how?.push !== true,
      } as never)
    },
    [navigate],
  )
  return [query, change]
}
