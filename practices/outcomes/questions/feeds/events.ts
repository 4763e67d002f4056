import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfMetric = z.object({ id: RecordId })

export const metricFed = defineEvent(
  'metric-feed.set.v1',
  OfMetric.extend({ questionId: RecordId }),
  'set the question that values are counted from',
)

export const metricFeedRemoved = defineEvent('metric-feed.removed.v1', OfMetric, 'took the question away')

/** It was counted, and brought values or a problem. */
export const metricFeedCounted = defineEvent('metric-feed.counted.v1', OfMetric, 'counted values from a question')
