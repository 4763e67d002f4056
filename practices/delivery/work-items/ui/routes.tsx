import { IconChecklist, IconSettings } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const workItemsInBrowser = defineBrowserFeature({
  name: 'workItems',
  pages: [
    { path: '/work', load: () => import('./work-page.tsx') },
    { path: '/work/$key', load: () => import('./item-page.tsx') },
    { path: '/settings/work', load: () => import('./work-settings.tsx') },
  ],
  navigation: [
    { area: 'delivery', label: 'Work', path: '/work', icon: IconChecklist, order: 10, goKey: 'w' },
    { area: 'me', label: 'States and labels', path: '/settings/work', icon: IconSettings, order: 58 },
  ],
  commands: [
    {
      label: 'New work item',
      icon: IconChecklist,
      words: 'create add issue task bug ticket story',
      createKey: 'w',
      path: '/work?add=yes',
    },
    { label: 'My work', icon: IconChecklist, words: 'assigned to me issues tasks', path: '/work?assignee=me' },
    { label: 'Board of work', icon: IconChecklist, words: 'kanban columns', path: '/work?layout=board' },
    { label: 'Work that is there for nothing yet', icon: IconChecklist, words: 'unlinked', path: '/work?under=none' },
  ],
  live: () => import('./live.ts'),
  panels: [{ slot: 'record.below', order: 30, load: () => import('./work-of-record.tsx') }],
  records: [{ type: 'work-item', word: 'Work item', icon: IconChecklist, prefix: 'WRK' }],
})
