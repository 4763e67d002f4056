import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const historyInBrowser = defineBrowserFeature({
  name: 'history',
  pages: [
    { path: '/settings/audit', load: () => import('./audit-page.tsx') },
    { path: '/settings/deliveries', load: () => import('./deliveries-page.tsx') },
  ],
  live: () => import('./live.ts'),
})
