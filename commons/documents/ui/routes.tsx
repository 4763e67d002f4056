import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const documentsInBrowser = defineBrowserFeature({
  name: 'documents',
  live: () => import('./live.ts'),
  panels: [{ slot: 'record.below', order: 10, load: () => import('./notes.tsx') }],
})
