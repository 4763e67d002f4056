import { IconZoomQuestion } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const questionsInBrowser = defineBrowserFeature({
  name: 'questions',
  pages: [
    { path: '/questions', load: () => import('./questions-page.tsx') },
    { path: '/questions/$key', load: () => import('./question-page.tsx') },
  ],
  panels: [{ slot: 'metric.feed', load: () => import('./feed-panel.tsx') }],
  navigation: [{ area: 'outcomes', label: 'Questions', path: '/questions', icon: IconZoomQuestion, order: 50 }],
  commands: [
    {
      label: 'Ask a question of product events',
      icon: IconZoomQuestion,
      words: 'analytics trends funnel retention stickiness lifecycle paths cohort insight',
      path: '/questions?ask=trends',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'question', word: 'Question', icon: IconZoomQuestion, prefix: 'QUE' }],
})
