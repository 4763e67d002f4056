/** The workspace that the address bar names: every page of a workspace lives under `/w/<slug>/`. */
export function workspaceInPath(pathname: string): string | undefined {
  const slug = /^\/w\/([^/]+)/.exec(pathname)?.[1]
  return slug === undefined ? undefined : decodeURIComponent(slug)
}

/** `/initiatives` in workspace `acme` is `/w/acme/initiatives`. A path that already stands outside stays as it is. */
export function pathInWorkspace(slug: string | undefined, path: string): string {
  if (slug === undefined || path.startsWith('/w/')) return path
  return `/w/${encodeURIComponent(slug)}${path === '/' ? '' : path}`
}
