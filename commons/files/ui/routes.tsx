import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const filesInBrowser = defineBrowserFeature({
  name: 'files',
  live: () => import('./live.ts'),
  panels: [{ slot: 'record.aside', order: 90, load: () => import('./files-of-record.tsx') }],
})
