import { IconSettings, IconUserPlus } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

import { SETTINGS } from './settings.ts'

export const peopleInBrowser = defineBrowserFeature({
  name: 'people',
  pages: [
    { path: '/settings/profile', load: () => import('./profile-page.tsx') },
    { path: '/settings/security', load: () => import('./security-page.tsx') },
    { path: '/settings/tokens', load: () => import('./tokens-page.tsx') },
    { path: '/settings/workspace', load: () => import('./workspace-page.tsx') },
    { path: '/settings/people', load: () => import('./people-page.tsx') },
    { path: '/settings/teams', load: () => import('./teams-page.tsx') },
    { path: '/settings/sign-in', load: () => import('./sign-in-settings-page.tsx') },
    { path: '/settings/mail', load: () => import('./mail-page.tsx') },
  ],
  navigation: [{ area: 'me', label: 'Settings', path: '/settings/profile', icon: IconSettings, order: 1 }],
  commands: [
    ...SETTINGS.map(({ label, path, words }) => ({ label: `Settings: ${label}`, path, words, icon: IconSettings })),
    { label: 'Invite people', path: '/settings/people?invite=new', icon: IconUserPlus, words: 'add member colleague' },
  ],
  live: () => import('./live.ts'),
})
