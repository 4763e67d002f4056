import { recordsLinked, recordsUnlinked } from '#commons/links/events.ts'
import { refreshes } from '#platform/client/live-rules.ts'

import * as alerts from '../alerts/events.ts'
import * as own from '../events.ts'
import { metricQueryRemoved, metricQueryRun, metricQuerySet } from '../external-queries/events.ts'
import { metricAlerts, metricQueries, metrics } from './api.ts'

const described = () => [metrics.list.key(), metrics.get.key(), metrics.northStars.key(), metrics.northStarTree.key()]
const valued = () => [...described(), metrics.values.key()]

const alarmed = () => [metricAlerts.of.key(), metricAlerts.crossings.key()]
const asked = () => [metricQueries.get.key(), ...valued()]

export const live = [
  refreshes(alerts.metricAlertAdded, alarmed),
  refreshes(alerts.metricAlertRemoved, alarmed),
  refreshes(alerts.metricAlertSnoozed, alarmed),
  refreshes(alerts.metricAlertCrossed, alarmed),
  refreshes(alerts.metricAlertCleared, alarmed),
  refreshes(metricQuerySet, asked),
  refreshes(metricQueryRun, asked),
  refreshes(metricQueryRemoved, asked),
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
