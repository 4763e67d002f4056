import { refreshes } from '#platform/client/live-rules.ts'
import { metricChanged, metricValueRecorded, metricValueRemoved } from '#practices/outcomes/metrics/events.ts'
import { releaseShipped, releaseWithdrawn } from '#practices/outcomes/releases/events.ts'
import {
  keyResultChanged,
  keyResultMoved,
  keyResultRetargeted,
} from '#practices/vision/objectives/key-results/events.ts'

import * as own from '../events.ts'
import { dashboards } from './api.ts'

const described = () => [dashboards.list.key(), dashboards.get.key()]
const shown = () => [dashboards.contents.key()]
const all = () => [...described(), ...shown()]

export const live = [
  refreshes(own.dashboardCreated, described),
  refreshes(own.dashboardChanged, all),
  refreshes(own.dashboardRetired, described),
  refreshes(own.dashboardBroughtBack, described),
  refreshes(own.dashboardDigestChosen, described),
  refreshes(own.dashboardShared, () => [dashboards.shares.key()]),
  refreshes(own.dashboardShareTakenBack, () => [dashboards.shares.key()]),
  refreshes(metricValueRecorded, shown),
  refreshes(metricValueRemoved, shown),
  refreshes(metricChanged, shown),
  refreshes(releaseShipped, shown),
  refreshes(releaseWithdrawn, shown),
  refreshes(keyResultChanged, shown),
  refreshes(keyResultMoved, shown),
  refreshes(keyResultRetargeted, shown),
]
