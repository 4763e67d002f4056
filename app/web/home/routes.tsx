import { IconApi, IconHome } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const homeInBrowser = defineBrowserFeature({
  name: 'home',
  pages: [{ path: '/', load: () => import('./home-page.tsx') }],
  navigation: [{ area: 'top', label: 'Home', path: '/', icon: IconHome, order: 0, goKey: 'h' }],
  commands: [
    {
      label: 'API reference',
      words: 'rest openapi curl developer token documentation',
      icon: IconApi,
      // It stands outside every workspace, like the document that it shows.
      run: () => location.assign('/api'),
    },
  ],
})
