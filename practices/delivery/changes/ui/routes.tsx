import { IconBrandGithub, IconGitPullRequest } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const changesInBrowser = defineBrowserFeature({
  name: 'changes',
  pages: [{ path: '/settings/github', load: () => import('./github-page.tsx') }],
  navigation: [{ area: 'me', label: 'GitHub', path: '/settings/github', icon: IconBrandGithub, order: 62 }],
  live: () => import('./live.ts'),
  records: [{ type: 'change', word: 'Change', icon: IconGitPullRequest, prefix: 'CHG' }],
  panels: [{ slot: 'record.aside', order: 20, load: () => import('./changes-of-work.tsx') }],
})
