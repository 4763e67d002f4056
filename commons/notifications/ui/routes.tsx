import { IconInbox } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const notificationsInBrowser = defineBrowserFeature({
  name: 'notifications',
  pages: [
    { path: '/inbox', load: () => import('./inbox.tsx') },
    { path: '/settings/notifications', load: () => import('./preferences-page.tsx') },
  ],
  navigation: [{ area: 'top', label: 'Inbox', path: '/inbox', icon: IconInbox, order: 20, goKey: 'i' }],
  live: () => import('./live.ts'),
  panels: [{ slot: 'navigation.badge:/inbox', load: () => import('./unread-badge.tsx') }],
})
