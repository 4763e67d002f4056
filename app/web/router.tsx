import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'

import { openPages } from '#commons/people/ui/open-pages.tsx'
import { LoadingState } from '#design/index.ts'
import { queryClient } from '#platform/client/query-client.ts'
import { refusalCode } from '#platform/client/refusals.ts'
import { pathInWorkspace } from '#platform/client/workspace.ts'

import { features } from './features.ts'
import { navigationOf } from './navigation.ts'
import { enterWorkspace, lastWorkspace, people } from './session.ts'
import { NotHere, PageBroke, WorkspaceBroke } from './shell/broken.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Outlet, errorComponent: WorkspaceBroke, notFoundComponent: NotHere })

const toSignIn = (back: string) => redirect({ to: '/sign-in', search: { back } })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  loader: async ({ location }) => {
    const workspaces = await queryClient.fetchQuery(people.myWorkspaces.queryOptions()).catch((error: unknown) => {
      throw refusalCode(error) === 'SIGN_IN' ? toSignIn(location.href) : error
    })
    const found = workspaces.find(({ slug }) => slug === lastWorkspace()) ?? workspaces[0]
    if (found) throw redirect({ to: pathInWorkspace(found.slug, '/'), replace: true })
  },
  component: NotHere,
})

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspace',
  beforeLoad: ({ params }) => enterWorkspace(params.workspace),
  loader: async ({ location }) => {
    await queryClient.ensureQueryData(people.me.queryOptions()).catch((error: unknown) => {
      throw refusalCode(error) === 'SIGN_IN' ? toSignIn(location.href) : error
    })
  },
  component: Shell,
  errorComponent: WorkspaceBroke,
  notFoundComponent: NotHere,
  pendingComponent: () => <LoadingState like="page" />,
})

const pages = features
  .flatMap((feature) => feature.pages ?? [])
  .map(({ path, load }) =>
    createRoute({
      getParentRoute: () => workspace,
      path,
      component: lazyRouteComponent(load),
      errorComponent: PageBroke,
      pendingComponent: () => <LoadingState like="page" />,
    }),
  )

const { top, sections } = navigationOf(features)
const firstEntry = [...top, ...sections.flatMap(({ entries }) => entries)][0]

/** Without a home, a workspace opens at its first page. */
const homeInstead = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    if (firstEntry) throw redirect({ to: pathInWorkspace(params.workspace, firstEntry.path), replace: true })
  },
  component: NotHere,
})
const hasHome = features.some((feature) => feature.pages?.some(({ path }) => path === '/'))

/** Setting up, signing in and joining, what the API knows, and what anybody with a link may read: outside any workspace. */
const outside = [
  ...openPages,
  { path: '/api', load: () => import('./reference/reference-page.tsx') },
  ...features.flatMap((feature) => feature.openPages ?? []),
].map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    errorComponent: WorkspaceBroke,
    pendingComponent: () => <LoadingState like="page" />,
  }),
)

/** Every pattern in both colour schemes. Development builds only: the bundler drops the branch. */
const gallery =
  import.meta.env.DEV || import.meta.env.MODE === 'gallery'
    ? [
        createRoute({
          getParentRoute: () => root,
          path: '/design',
          component: lazyRouteComponent(() => import('./gallery/gallery.tsx')),
        }),
      ]
    : []

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    workspace.addChildren(hasHome ? pages : [homeInstead, ...pages]),
    ...outside,
    ...gallery,
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  scrollRestoration: true,
  // Plain and readable: `?state=open&team=web`. No JSON in the address.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).flatMap(([name, value]): [string, string][] =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    )
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
  },
})
