import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const linksInBrowser = defineBrowserFeature({ name: 'links', live: () => import('./live.ts') })
