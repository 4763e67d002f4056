import { IconHome } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const homeInBrowser = defineBrowserFeature({
  name: 'home',
  pages: [{ path: '/', load: () => import('./home-page.tsx') }],
  navigation: [{ area: 'top', label: 'Home', path: '/', icon: IconHome, order: 0, goKey: 'h' }],
})
