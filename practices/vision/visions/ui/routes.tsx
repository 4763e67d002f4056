import { IconQuote, IconTelescope } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const visionsInBrowser = defineBrowserFeature({
  name: 'visions',
  pages: [{ path: '/vision', load: () => import('./vision-page.tsx') }],
  navigation: [{ area: 'vision', label: 'Vision', path: '/vision', icon: IconTelescope, order: 10, goKey: 'v' }],
  commands: [
    {
      label: 'Draft the vision',
      icon: IconTelescope,
      words: 'north star clause strategy purpose why',
      path: '/vision?view=draft',
    },
  ],
  panels: [{ slot: 'home.aside', order: 10, load: () => import('./north-star-panel.tsx') }],
  live: () => import('./live.ts'),
  records: [
    { type: 'vision', word: 'Vision', icon: IconTelescope, prefix: 'VIS' },
    { type: 'clause', word: 'Clause', icon: IconQuote, prefix: 'VC' },
  ],
})
