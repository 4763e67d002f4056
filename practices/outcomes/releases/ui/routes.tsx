import { IconRocket } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const releasesInBrowser = defineBrowserFeature({
  name: 'releases',
  pages: [
    { path: '/releases', load: () => import('./releases-page.tsx') },
    { path: '/releases/$key', load: () => import('./release-page.tsx') },
  ],
  navigation: [{ area: 'outcomes', label: 'Releases', path: '/releases', icon: IconRocket, order: 20, goKey: 'e' }],
  commands: [
    {
      label: 'Plan a release',
      icon: IconRocket,
      words: 'ship version deploy launch changelog',
      createKey: 'e',
      path: '/releases?plan=yes',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'release', word: 'Release', icon: IconRocket, prefix: 'REL' }],
  panels: [{ slot: 'metric.marks', load: () => import('./release-marks.tsx') }],
})
