import type { LinkProps } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

/** The design system's links go through the router, within the workspace. */
export function InnerLink({ href, children, ...rest }: LinkProps) {
  // Uploaded files are answered by the server, not by a page.
  if (href.startsWith('#') || href.startsWith('/files/'))
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    )
  return (
    <To path={href} {...rest}>
      {children}
    </To>
  )
}
