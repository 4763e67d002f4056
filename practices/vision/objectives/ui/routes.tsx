import { IconFlag, IconTargetArrow } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const objectivesInBrowser = defineBrowserFeature({
  name: 'objectives',
  pages: [
    { path: '/objectives', load: () => import('./objectives-page.tsx') },
    { path: '/objectives/$key', load: () => import('./objective-page.tsx') },
    { path: '/key-results/$key', load: () => import('./key-result-page.tsx') },
  ],
  navigation: [
    { area: 'vision', label: 'Objectives', path: '/objectives', icon: IconTargetArrow, order: 20, goKey: 'o' },
  ],
  commands: [
    {
      label: 'Draft an objective',
      icon: IconTargetArrow,
      words: 'okr goal target key result',
      createKey: 'o',
      path: '/objectives?new=yes',
    },
    {
      label: 'Check in',
      icon: IconFlag,
      words: 'okr confidence value key result weekly',
      path: '/objectives?show=due',
    },
  ],
  live: () => import('./live.ts'),
  panels: [{ slot: 'home.today', order: 10, load: () => import('./home-panel.tsx') }],
  records: [
    { type: 'objective', word: 'Objective', icon: IconTargetArrow, prefix: 'OBJ' },
    { type: 'key-result', word: 'Key result', icon: IconFlag, prefix: 'KR' },
  ],
})
