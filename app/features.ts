import type { comments } from '#commons/comments/contract.ts'
import { commentsFeature } from '#commons/comments/feature.ts'
import type { history } from '#commons/history/contract.ts'
import { historyFeature } from '#commons/history/feature.ts'
import type { links } from '#commons/links/contract.ts'
import { linksFeature } from '#commons/links/feature.ts'
import type { notifications } from '#commons/notifications/contract.ts'
import { notificationsFeature } from '#commons/notifications/feature.ts'
import type { people } from '#commons/people/contract.ts'
import { peopleFeature } from '#commons/people/feature.ts'
import type { records } from '#commons/records/contract.ts'
import { recordsFeature } from '#commons/records/feature.ts'
import type { search } from '#commons/search/contract.ts'
import { searchFeature } from '#commons/search/feature.ts'
import type { signoffs } from '#commons/signoffs/contract.ts'
import { signoffsFeature } from '#commons/signoffs/feature.ts'
import type { Feature } from '#platform/feature.ts'
import type { metrics } from '#practices/outcomes/metrics/contract.ts'
import { metricsFeature } from '#practices/outcomes/metrics/feature.ts'
import type { releases } from '#practices/outcomes/releases/contract.ts'
import { releasesFeature } from '#practices/outcomes/releases/feature.ts'
import type { initiatives } from '#practices/planning/initiatives/contract.ts'
import { initiativesFeature } from '#practices/planning/initiatives/feature.ts'
import type { shoutOuts } from '#practices/recognition/shout-outs/contract.ts'
import { shoutOutsFeature } from '#practices/recognition/shout-outs/feature.ts'
import type { visions } from '#practices/vision/visions/contract.ts'
import { visionsFeature } from '#practices/vision/visions/feature.ts'

/** The one list of what this server can do. */
export const features: Feature[] = [
  peopleFeature,
  recordsFeature,
  linksFeature,
  signoffsFeature,
  searchFeature,
  notificationsFeature,
  commentsFeature,
  historyFeature,
  shoutOutsFeature,
  visionsFeature,
  metricsFeature,
  releasesFeature,
  initiativesFeature,
]

/** What may be asked of the whole, by the features' names. */
export type WholeContract = {
  people: typeof people
  records: typeof records
  links: typeof links
  signoffs: typeof signoffs
  search: typeof search
  notifications: typeof notifications
  comments: typeof comments
  history: typeof history
  shoutOuts: typeof shoutOuts
  visions: typeof visions
  metrics: typeof metrics
  releases: typeof releases
  initiatives: typeof initiatives
}
