import { IconFileImport } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const importsInBrowser = defineBrowserFeature({
  name: 'imports',
  pages: [
    { path: '/settings/imports', load: () => import('./imports-page.tsx') },
    { path: '/settings/imports/$id', load: () => import('./import-page.tsx') },
  ],
  navigation: [{ area: 'me', label: 'Import work', path: '/settings/imports', icon: IconFileImport, order: 60 }],
  commands: [
    { label: 'Import work items', path: '/settings/imports', icon: IconFileImport, words: 'csv github jira linear' },
  ],
  live: () => import('./live.ts'),
})
