import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const commentsInBrowser = defineBrowserFeature({ name: 'comments', live: () => import('./live.ts') })
