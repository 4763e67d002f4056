import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const historyInBrowser = defineBrowserFeature({ name: 'history', live: () => import('./live.ts') })
