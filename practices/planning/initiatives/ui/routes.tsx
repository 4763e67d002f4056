import { IconMap2 } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const initiativesInBrowser = defineBrowserFeature({
  name: 'initiatives',
  pages: [
    { path: '/initiatives', load: () => import('./roadmap.tsx') },
    { path: '/initiatives/$key', load: () => import('./initiative-page.tsx') },
  ],
  navigation: [{ area: 'planning', label: 'Roadmap', path: '/initiatives', icon: IconMap2, order: 10, goKey: 'r' }],
  commands: [
    {
      label: 'Add an initiative',
      icon: IconMap2,
      words: 'idea bet roadmap epic plan',
      createKey: 'i',
      path: '/initiatives?add=yes',
    },
  ],
  live: () => import('./live.ts'),
  panels: [
    { slot: 'record.below', order: 20, load: () => import('./initiatives-of-record.tsx') },
    { slot: 'home.today', order: 20, load: () => import('./home-panel.tsx') },
  ],
  records: [{ type: 'initiative', word: 'Initiative', icon: IconMap2, prefix: 'INI' }],
})
