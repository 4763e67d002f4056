import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'

import { LinkAs, type LinkComponent } from './link.tsx'
import { theme, variables } from './theme.ts'

const colorSchemeManager = localStorageColorSchemeManager({ key: 'throughline-theme' })

type ProviderProps = {
  /** How an inner link is drawn; without it, as a plain `<a>`. */
  link?: LinkComponent
  /** Only for a part of a page that stands in the other colour scheme: `{ scheme: 'dark', selector: '#dark' }`. */
  forced?: { scheme: 'light' | 'dark'; selector: string }
  children: ReactNode
}

/** Stands once around the app. */
export function DesignProvider({ link, forced, children }: ProviderProps) {
  const inner = <LinkAs.Provider value={link}>{children}</LinkAs.Provider>
  const force = useMemo(
    () =>
      forced && {
        forceColorScheme: forced.scheme,
        cssVariablesSelector: forced.selector,
        getRootElement: () => document.querySelector<HTMLElement>(forced.selector) ?? undefined,
      },
    [forced],
  )
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      {...force}
    >
      {inner}
    </MantineProvider>
  )
}
