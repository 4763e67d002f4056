import { IconChartLine } from '@tabler/icons-react'

import { defineBrowserFeature } from '#platform/client/browser-feature.ts'

export const metricsInBrowser = defineBrowserFeature({
  name: 'metrics',
  pages: [
    { path: '/metrics', load: () => import('./metrics-page.tsx') },
    { path: '/metrics/$key', load: () => import('./metric-page.tsx') },
  ],
  navigation: [{ area: 'outcomes', label: 'Metrics', path: '/metrics', icon: IconChartLine, order: 10, goKey: 'm' }],
  commands: [
    {
      label: 'Define a metric',
      icon: IconChartLine,
      words: 'kpi number csat nps churn retention measure',
      createKey: 'm',
      path: '/metrics?define=yes',
    },
  ],
  live: () => import('./live.ts'),
  records: [{ type: 'metric', word: 'Metric', icon: IconChartLine, prefix: 'MET' }],
})
