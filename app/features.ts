import type { comments } from '#commons/comments/contract.ts'
import { commentsFeature } from '#commons/comments/feature.ts'
import type { documents } from '#commons/documents/contract.ts'
import { documentsFeature } from '#commons/documents/feature.ts'
import type { files } from '#commons/files/contract.ts'
import { filesFeature } from '#commons/files/feature.ts'
import type { history } from '#commons/history/contract.ts'
import { historyFeature } from '#commons/history/feature.ts'
import type { links } from '#commons/links/contract.ts'
import { linksFeature } from '#commons/links/feature.ts'
import type { notifications } from '#commons/notifications/contract.ts'
import { notificationsFeature } from '#commons/notifications/feature.ts'
import type { people } from '#commons/people/contract.ts'
import { peopleFeature } from '#commons/people/feature.ts'
import type { invites } from '#commons/people/invites/contract.ts'
import { invitesFeature } from '#commons/people/invites/feature.ts'
import type { letters } from '#commons/people/letters/contract.ts'
import { lettersFeature } from '#commons/people/letters/feature.ts'
import type { signIn } from '#commons/people/sign-in/contract.ts'
import { signInFeature } from '#commons/people/sign-in/feature.ts'
import type { tokens } from '#commons/people/tokens/contract.ts'
import { tokensFeature } from '#commons/people/tokens/feature.ts'
import type { records } from '#commons/records/contract.ts'
import { recordsFeature } from '#commons/records/feature.ts'
import type { search } from '#commons/search/contract.ts'
import { searchFeature } from '#commons/search/feature.ts'
import type { signoffs } from '#commons/signoffs/contract.ts'
import { signoffsFeature } from '#commons/signoffs/feature.ts'
import type { Feature } from '#platform/feature.ts'
import type { changes } from '#practices/delivery/changes/contract.ts'
import { changesFeature } from '#practices/delivery/changes/feature.ts'
import type { imports } from '#practices/delivery/imports/contract.ts'
import { importsFeature } from '#practices/delivery/imports/feature.ts'
import type { workItems } from '#practices/delivery/work-items/contract.ts'
import { workItemsFeature } from '#practices/delivery/work-items/feature.ts'
import type { workLabels } from '#practices/delivery/work-items/labels/contract.ts'
import { workLabelsFeature } from '#practices/delivery/work-items/labels/feature.ts'
import type { workStates } from '#practices/delivery/work-items/states/contract.ts'
import { workStatesFeature } from '#practices/delivery/work-items/states/feature.ts'
import type { workViews } from '#practices/delivery/work-items/views/contract.ts'
import { workViewsFeature } from '#practices/delivery/work-items/views/feature.ts'
import type { dashboards } from '#practices/outcomes/dashboards/contract.ts'
import { dashboardsFeature } from '#practices/outcomes/dashboards/feature.ts'
import type { metricAlerts } from '#practices/outcomes/metrics/alerts/contract.ts'
import { metricAlertsFeature } from '#practices/outcomes/metrics/alerts/feature.ts'
import type { metrics } from '#practices/outcomes/metrics/contract.ts'
import type { metricQueries } from '#practices/outcomes/metrics/external-queries/contract.ts'
import { metricQueriesFeature } from '#practices/outcomes/metrics/external-queries/feature.ts'
import { metricsFeature } from '#practices/outcomes/metrics/feature.ts'
import type { productEvents } from '#practices/outcomes/product-events/contract.ts'
import { productEventsFeature } from '#practices/outcomes/product-events/feature.ts'
import type { productPeople } from '#practices/outcomes/product-events/people/contract.ts'
import { productPeopleFeature } from '#practices/outcomes/product-events/people/feature.ts'
import type { productProjects } from '#practices/outcomes/product-events/projects/contract.ts'
import { productProjectsFeature } from '#practices/outcomes/product-events/projects/feature.ts'
import type { cohorts } from '#practices/outcomes/questions/cohorts/contract.ts'
import { cohortsFeature } from '#practices/outcomes/questions/cohorts/feature.ts'
import type { questions } from '#practices/outcomes/questions/contract.ts'
import { questionsFeature } from '#practices/outcomes/questions/feature.ts'
import type { metricFeeds } from '#practices/outcomes/questions/feeds/contract.ts'
import { metricFeedsFeature } from '#practices/outcomes/questions/feeds/feature.ts'
import type { releases } from '#practices/outcomes/releases/contract.ts'
import { releasesFeature } from '#practices/outcomes/releases/feature.ts'
import type { successReviews } from '#practices/outcomes/success-reviews/contract.ts'
import { successReviewsFeature } from '#practices/outcomes/success-reviews/feature.ts'
import type { initiatives } from '#practices/planning/initiatives/contract.ts'
import { initiativesFeature } from '#practices/planning/initiatives/feature.ts'
import type { shoutOuts } from '#practices/recognition/shout-outs/contract.ts'
import { shoutOutsFeature } from '#practices/recognition/shout-outs/feature.ts'
import type { checkIns } from '#practices/vision/objectives/check-ins/contract.ts'
import { checkInsFeature } from '#practices/vision/objectives/check-ins/feature.ts'
import type { objectives } from '#practices/vision/objectives/contract.ts'
import type { cycles } from '#practices/vision/objectives/cycles/contract.ts'
import { cyclesFeature } from '#practices/vision/objectives/cycles/feature.ts'
import { objectivesFeature } from '#practices/vision/objectives/feature.ts'
import type { keyResults } from '#practices/vision/objectives/key-results/contract.ts'
import { keyResultsFeature } from '#practices/vision/objectives/key-results/feature.ts'
import type { visions } from '#practices/vision/visions/contract.ts'
import { visionsFeature } from '#practices/vision/visions/feature.ts'

/** The one list of what this server can do. */
export const features: Feature[] = [
  peopleFeature,
  invitesFeature,
  tokensFeature,
  signInFeature,
  lettersFeature,
  recordsFeature,
  linksFeature,
  signoffsFeature,
  searchFeature,
  notificationsFeature,
  commentsFeature,
  historyFeature,
  documentsFeature,
  filesFeature,
  shoutOutsFeature,
  visionsFeature,
  objectivesFeature,
  keyResultsFeature,
  checkInsFeature,
  cyclesFeature,
  metricsFeature,
  metricAlertsFeature,
  metricQueriesFeature,
  dashboardsFeature,
  productProjectsFeature,
  productEventsFeature,
  questionsFeature,
  cohortsFeature,
  metricFeedsFeature,
  productPeopleFeature,
  releasesFeature,
  successReviewsFeature,
  initiativesFeature,
  workItemsFeature,
  workStatesFeature,
  workLabelsFeature,
  workViewsFeature,
  importsFeature,
  changesFeature,
]

/** What may be asked of the whole, by the features' names. */
export type WholeContract = {
  people: typeof people
  invites: typeof invites
  tokens: typeof tokens
  signIn: typeof signIn
  letters: typeof letters
  records: typeof records
  links: typeof links
  signoffs: typeof signoffs
  search: typeof search
  notifications: typeof notifications
  comments: typeof comments
  history: typeof history
  documents: typeof documents
  files: typeof files
  shoutOuts: typeof shoutOuts
  visions: typeof visions
  objectives: typeof objectives
  keyResults: typeof keyResults
  checkIns: typeof checkIns
  cycles: typeof cycles
  metrics: typeof metrics
  metricAlerts: typeof metricAlerts
  metricQueries: typeof metricQueries
  dashboards: typeof dashboards
  productProjects: typeof productProjects
  productEvents: typeof productEvents
  questions: typeof questions
  cohorts: typeof cohorts
  metricFeeds: typeof metricFeeds
  productPeople: typeof productPeople
  releases: typeof releases
  successReviews: typeof successReviews
  initiatives: typeof initiatives
  workItems: typeof workItems
  workStates: typeof workStates
  workLabels: typeof workLabels
  workViews: typeof workViews
  imports: typeof imports
  changes: typeof changes
}
