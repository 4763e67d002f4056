import { z } from 'zod'

import { RecordId } from '#commons/records/contract.ts'
import { defineEvent } from '#platform/events/define-event.ts'

import { Point } from './values/contract.ts'

const OfMetric = z.object({ id: RecordId })

export const metricCreated = defineEvent('metric.created.v1', OfMetric, 'defined the metric')

export const metricChanged = defineEvent('metric.changed.v1', OfMetric, 'changed the metric')

export const metricRetired = defineEvent('metric.retired.v1', OfMetric, 'retired the metric')

export const metricBroughtBack = defineEvent('metric.brought-back.v1', OfMetric, 'took the metric into use again')

/** One or many days hold another value now. `latest` is what the metric stands at after it. */
export const metricValueRecorded = defineEvent(
  'metric.value-recorded.v1',
  z.object({ id: RecordId, from: z.string(), to: z.string(), count: z.number().int(), latest: Point }),
  'recorded values',
)

/** A day holds no value any more. `latest` is null when it was the only one. */
export const metricValueRemoved = defineEvent(
  'metric.value-removed.v1',
  z.object({ id: RecordId, day: z.string(), latest: Point.nullable() }),
  'took a value away',
)

/** The latest value reached the target, and the one before had not. */
export const metricTargetReached = defineEvent(
  'metric.target-reached.v1',
  OfMetric.extend({ day: z.string(), value: z.number() }),
  'saw the target reached',
)

/** The latest value of a guardrail went off track, and the one before had not been. */
export const guardrailCrossed = defineEvent(
  'metric.guardrail-crossed.v1',
  OfMetric.extend({ day: z.string(), value: z.number() }),
  'saw a guardrail crossed',
)
