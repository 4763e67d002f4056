import type { LinkProps } from '#design/index.ts'
import { To } from '#platform/client/navigation.tsx'

/** The design system's links go through the router, within the workspace. */
export function InnerLink({ href, children, ...rest }: LinkProps) {
  if (href.startsWith('#'))
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
