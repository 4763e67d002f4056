import { commentsInBrowser } from '#commons/comments/ui/routes.tsx'
import { documentsInBrowser } from '#commons/documents/ui/routes.tsx'
import { filesInBrowser } from '#commons/files/ui/routes.tsx'
import { historyInBrowser } from '#commons/history/ui/routes.tsx'
import { linksInBrowser } from '#commons/links/ui/routes.tsx'
import { notificationsInBrowser } from '#commons/notifications/ui/routes.tsx'
import { peopleInBrowser } from '#commons/people/ui/routes.tsx'
import { recordsInBrowser } from '#commons/records/ui/routes.tsx'
import { searchInBrowser } from '#commons/search/ui/routes.tsx'
import { signoffsInBrowser } from '#commons/signoffs/ui/routes.tsx'
import type { BrowserFeature } from '#platform/client/browser-feature.ts'
import { changesInBrowser } from '#practices/delivery/changes/ui/routes.tsx'
import { importsInBrowser } from '#practices/delivery/imports/ui/routes.tsx'
import { workItemsInBrowser } from '#practices/delivery/work-items/ui/routes.tsx'
import { dashboardsInBrowser } from '#practices/outcomes/dashboards/ui/routes.tsx'
import { metricsInBrowser } from '#practices/outcomes/metrics/ui/routes.tsx'
import { productEventsInBrowser } from '#practices/outcomes/product-events/ui/routes.tsx'
import { questionsInBrowser } from '#practices/outcomes/questions/ui/routes.tsx'
import { releasesInBrowser } from '#practices/outcomes/releases/ui/routes.tsx'
import { successReviewsInBrowser } from '#practices/outcomes/success-reviews/ui/routes.tsx'
import { initiativesInBrowser } from '#practices/planning/initiatives/ui/routes.tsx'
import { shoutOutsInBrowser } from '#practices/recognition/shout-outs/ui/routes.tsx'
import { objectivesInBrowser } from '#practices/vision/objectives/ui/routes.tsx'
import { visionsInBrowser } from '#practices/vision/visions/ui/routes.tsx'

import { homeInBrowser } from './home/routes.tsx'

/** Every feature's browser side, in no order: navigation sorts itself. */
export const features: BrowserFeature[] = [
  homeInBrowser,
  peopleInBrowser,
  recordsInBrowser,
  notificationsInBrowser,
  linksInBrowser,
  historyInBrowser,
  filesInBrowser,
  commentsInBrowser,
  signoffsInBrowser,
  searchInBrowser,
  documentsInBrowser,
  importsInBrowser,
  workItemsInBrowser,
  changesInBrowser,
  initiativesInBrowser,
  metricsInBrowser,
  dashboardsInBrowser,
  productEventsInBrowser,
  questionsInBrowser,
  releasesInBrowser,
  successReviewsInBrowser,
  shoutOutsInBrowser,
  visionsInBrowser,
  objectivesInBrowser,
]
