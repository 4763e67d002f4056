import { type ComponentType, createContext, createElement, type ReactNode, use } from 'react'

export type LinkProps = {
  href: string
  className?: string
  children?: ReactNode
  title?: string
  tabIndex?: number
  draggable?: boolean
  onClick?: () => void
  'aria-label'?: string
}
export type LinkComponent = ComponentType<LinkProps>

export const LinkAs = createContext<LinkComponent | undefined>(undefined)

const isOutside = (href: string) => /^[a-z][a-z+.-]*:/i.test(href)

/** A link: an inner path goes through the app's own link, another site opens in a tab of its own. */
export function Link(props: LinkProps) {
  const Inner = use(LinkAs)
  const { children, ...rest } = props
  if (isOutside(props.href))
    return (
      <a {...rest} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    )
  if (Inner) return createElement(Inner, props)
  return <a {...rest}>{children}</a>
}
