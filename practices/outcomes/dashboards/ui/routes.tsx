import { IconLayoutDashboard } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const dashboardsInBrowser = defineBrowserFeature({
  name: 'dashboards',
  pages: [
    { path: '/dashboards', load: () => import('./dashboards-page.tsx') },
    { path: '/dashboards/$key', load: () => import('./dashboard-page.tsx') },
    { path: '/dashboards-shown', load: () => import('./show-page.tsx') },
  ],
  openPages: [{ path: '/shared/$token', load: () => import('./by-link-page.tsx') }],
  navigation: [
    { area: 'outcomes', label: 'Dashboards', path: '/dashboards', icon: IconLayoutDashboard, order: 12, goKey: 'b' },
  ],
  commands: [
    {
      label: 'Make a dashboard',
      icon: IconLayoutDashboard,
      words: 'kpi wall tv numbers board report digest',
      path: '/dashboards?make=yes',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'dashboard', word: 'Dashboard', icon: IconLayoutDashboard, prefix: 'DSH' }],
})
