import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { Page, PageHead, SelectField, Stack } from '#design/index.ts'
import { To, useGo } from '#platform/client/navigation.tsx'
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

type Entry = { path: string; label: string }

function useSettings(): { label: string; entries: readonly Entry[] }[] {
  const isAdmin = useMe()?.role === 'admin'
  const ofOthers = useBrowserFeatures()
    .flatMap((feature) => feature.navigation ?? [])
    .filter(({ area, path }) => area === 'me' && path.startsWith('/settings/'))
    .filter(({ path }) => !SETTINGS.some((own) => own.path === path))
    .toSorted((a, b) => a.order - b.order)
  const own = SETTINGS.filter(({ may }) => may === 'observer' || isAdmin)
  return [
    { label: 'You', entries: own.filter(({ group }) => group === 'you') },
    { label: 'Workspace', entries: own.filter(({ group }) => group === 'workspace') },
    { label: 'Connections', entries: ofOthers },
  ].filter(({ entries }) => entries.length > 0)
}

/** A list beside the page; on a phone one field above it. */
function SettingsNavigation() {
  const groups = useSettings()
  const go = useGo()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const isHere = ({ path }: Entry) => pathname.endsWith(path) || pathname.includes(`${path}/`)
  const entries = groups.flatMap((group) => group.entries)
  return (
    <>
      <nav className={css.nav} aria-label="Settings">
        {groups.map((group) => (
          <section key={group.label} className={css.group} aria-label={group.label}>
            <p className={css.heading}>{group.label}</p>
            {group.entries.map((entry) => (
              <To
                key={entry.path}
                path={entry.path}
                className={css.entry}
                {...(isHere(entry) ? { 'aria-current': 'page' } : {})}
              >
                {entry.label}
              </To>
            ))}
          </section>
        ))}
      </nav>
      <div className={css.field}>
        <SelectField
          label="Settings"
          labelHidden
          choices={entries.map(({ path, label }) => ({ value: path, label }))}
          value={entries.find(isHere)?.path}
          onChange={(path) => go(path)}
        />
      </div>
    </>
  )
}
