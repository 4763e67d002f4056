import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

const OfMetric = z.object({ id: RecordId })

export const metricQuerySet = defineEvent('metric-query.set.v1', OfMetric, 'set the query that values come from')

export const metricQueryRemoved = defineEvent('metric-query.removed.v1', OfMetric, 'took the query away')

/** It was run, and brought values or a problem. */
export const metricQueryRun = defineEvent('metric-query.run.v1', OfMetric, 'ran the query that values come from')
