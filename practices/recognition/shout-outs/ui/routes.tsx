import { IconHeartHandshake } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const shoutOutsInBrowser = defineBrowserFeature({
  name: 'shoutOuts',
  pages: [{ path: '/shout-outs', load: () => import('./wall.tsx') }],
  navigation: [
    { area: 'recognition', label: 'Shout-outs', path: '/shout-outs', icon: IconHeartHandshake, order: 10, goKey: 's' },
  ],
  commands: [
    {
      label: 'Give a shout-out',
      icon: IconHeartHandshake,
      words: 'thank thanks kudos praise recognition',
      createKey: 'h',
      path: '/shout-outs?give=yes',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'shout-out', word: 'Shout-out', icon: IconHeartHandshake, prefix: 'SHO' }],
})
