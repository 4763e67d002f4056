import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { AlertId } from './contract.ts'

const OfAlert = z.object({ id: AlertId, metricId: RecordId })

export const metricAlertAdded = defineEvent('metric-alert.added.v1', OfAlert, 'set an alert')

export const metricAlertRemoved = defineEvent('metric-alert.removed.v1', OfAlert, 'took an alert away')

/** It sleeps until a time, or was woken. */
export const metricAlertSnoozed = defineEvent('metric-alert.snoozed.v1', OfAlert, 'let an alert sleep, or woke it')

/** A final value went beyond, and the one before was not. */
export const metricAlertCrossed = defineEvent(
  'metric-alert.crossed.v1',
  OfAlert.extend({ crossingId: z.uuid() }),
  'saw an alert crossed',
)

/** The metric is back where it is expected. */
export const metricAlertCleared = defineEvent('metric-alert.cleared.v1', OfAlert, 'saw an alert pass')
