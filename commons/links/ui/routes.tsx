import { IconTimeline } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const linksInBrowser = defineBrowserFeature({
  name: 'links',
  pages: [
    { path: '/line', load: () => import('./map-page.tsx') },
    { path: '/line/$key', load: () => import('./line-page.tsx') },
  ],
  navigation: [{ area: 'top', label: 'Line', path: '/line', icon: IconTimeline, order: 30, goKey: 'l' }],
  commands: [{ label: 'See the whole line', path: '/line', icon: IconTimeline, words: 'map vision strategy tree' }],
  live: () => import('./live.ts'),
})
