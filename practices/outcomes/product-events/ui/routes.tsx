import { IconActivity } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const productEventsInBrowser = defineBrowserFeature({
  name: 'productEvents',
  pages: [{ path: '/product-events', load: () => import('./product-events-page.tsx') }],
  navigation: [{ area: 'outcomes', label: 'Product events', path: '/product-events', icon: IconActivity, order: 60 }],
  commands: [
    {
      label: 'Add a product that sends events',
      icon: IconActivity,
      words: 'analytics posthog segment rudderstack tracking intake project key',
      path: '/product-events?add=yes',
    },
  ],
  live: () => import('./live.ts'),
})
