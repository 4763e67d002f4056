import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const signoffsInBrowser = defineBrowserFeature({ name: 'signoffs', live: () => import('./live.ts') })
