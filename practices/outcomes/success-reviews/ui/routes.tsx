import { IconZoomCheck } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const successReviewsInBrowser = defineBrowserFeature({
  name: 'successReviews',
  pages: [
    { path: '/success-reviews', load: () => import('./reviews-page.tsx') },
    { path: '/success-reviews/$key', load: () => import('./review-page.tsx') },
  ],
  navigation: [
    {
      area: 'outcomes',
      label: 'Success reviews',
      path: '/success-reviews',
      icon: IconZoomCheck,
      order: 30,
      goKey: 'u',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'success-review', word: 'Success review', icon: IconZoomCheck, prefix: 'REV' }],
  panels: [{ slot: 'release.review', load: () => import('./review-of-release.tsx') }],
})
