import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'

import * as own from '../events.ts'
import { metrics } from './api.ts'

const described = () => [metrics.list.key(), metrics.get.key(), metrics.northStars.key()]
const valued = () => [...described(), metrics.values.key()]

export const live = [
  refreshes(own.metricCreated, described),
  refreshes(own.metricChanged, described),
  refreshes(own.metricRetired, described),
  refreshes(own.metricBroughtBack, described),
  refreshes(own.metricValueRecorded, valued),
  refreshes(own.metricValueRemoved, valued),
  // What a metric measures stands on its page, and makes it a north star.
  refreshes(recordsLinked, ({ kind }) => (kind === 'measures' ? described() : [])),
  refreshes(recordsUnlinked, ({ kind }) => (kind === 'measures' ? described() : [])),
]
