import { refreshes } from '#platform/client/live-rules.ts'

import { cohortChanged, cohortRemoved, cohortSaved } from '../cohorts/events.ts'
import { questionBroughtBack, questionChanged, questionRetired, questionSaved } from '../events.ts'
import { metricFed, metricFeedCounted, metricFeedRemoved } from '../feeds/events.ts'
import { cohorts, metricFeeds, questions } from './api.ts'

const described = () => [questions.list.key(), questions.get.key(), questions.versions.key()]
const asked = () => [...described(), questions.answer.key()]
const fed = () => [metricFeeds.get.key()]
const ofCohorts = () => [cohorts.list.key(), questions.ask.key(), questions.answer.key()]

export const live = [
  refreshes(questionSaved, described),
  refreshes(questionChanged, asked),
  refreshes(questionRetired, described),
  refreshes(questionBroughtBack, described),
  refreshes(metricFed, fed),
  refreshes(metricFeedRemoved, fed),
  refreshes(metricFeedCounted, fed),
  refreshes(cohortSaved, () => [cohorts.list.key()]),
  refreshes(cohortChanged, ofCohorts),
  refreshes(cohortRemoved, ofCohorts),
]
