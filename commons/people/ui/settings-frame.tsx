import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { Page, PageHead, Stack } from '#design/index.ts'
import { isAtLeast } from '#platform/auth/identity.ts'
import { To } from '#platform/client/navigation.tsx'
import { useBrowserFeatures } from '#platform/client/slots.tsx'

import { useMe } from './everyone.ts'
import { SETTINGS } from './settings.ts'

import css from './settings-frame.module.css'

type SettingsFrameProps = { title: string; purpose: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of the settings, beside the list of all of them. */
export function SettingsFrame({ title, purpose, actions, children }: SettingsFrameProps) {
  return (
    <Page>
      <div className={css.frame}>
        <SettingsNavigation />
        <div>
          <PageHead title={title} purpose={purpose} actions={actions} />
          <Stack gap="wide">{children}</Stack>
        </div>
      </div>
    </Page>
  )
}

function SettingsNavigation() {
  const me = useMe()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const ofOthers = useBrowserFeatures()
    .flatMap((feature) => feature.navigation ?? [])
    .filter(({ area, path }) => area === 'me' && path.startsWith('/settings/') && path !== SETTINGS[0].path)
    .toSorted((a, b) => a.order - b.order)
  const may = (needed: 'observer' | 'admin') => me !== undefined && isAtLeast(me.role, needed)
  const groups = [
    { label: 'You', entries: SETTINGS.filter(({ group }) => group === 'you') },
    { label: 'Workspace', entries: SETTINGS.filter(({ group, may: needed }) => group === 'workspace' && may(needed)) },
    { label: 'Connections', entries: ofOthers },
  ]
  return (
    <nav className={css.nav} aria-label="Settings">
      {groups.map(
        ({ label, entries }) =>
          entries.length > 0 && (
            <div key={label} style={{ display: 'contents' }}>
              <p className={css.group}>{label}</p>
              {entries.map((entry) => {
                const isHere = pathname.endsWith(entry.path) || pathname.includes(`${entry.path}/`)
                return (
                  <To
                    key={entry.path}
                    path={entry.path}
                    className={css.entry}
                    {...(isHere ? { 'aria-current': 'page' } : {})}
                  >
                    {entry.label}
                  </To>
                )
              })}
            </div>
          ),
      )}
    </nav>
  )
}
