import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const recordsInBrowser = defineBrowserFeature({
  name: 'records',
  live: () => import('./live.ts'),
})
