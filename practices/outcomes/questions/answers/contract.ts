import { z } from 'zod'

import { FunnelAnswer, FunnelQuestion } from '../funnels/contract.ts'
import { LifecycleAnswer, LifecycleQuestion, LifecycleState } from '../lifecycles/contract.ts'
import { PathsAnswer, PathsQuestion } from '../paths/contract.ts'
import { Part } from '../properties/contract.ts'
import { RetentionAnswer, RetentionQuestion } from '../retention/contract.ts'
import { StickinessAnswer, StickinessQuestion } from '../stickiness/contract.ts'
import { TrendsAnswer, TrendsQuestion } from '../trends/contract.ts'

/** What is asked of the events of a project. */
export const Asking = z.discriminatedUnion('kind', [
  TrendsQuestion,
  FunnelQuestion,
  RetentionQuestion,
  StickinessQuestion,
  LifecycleQuestion,
  PathsQuestion,
])
export type Asking = z.infer<typeof Asking>

export const Outcome = z.discriminatedUnion('kind', [
  TrendsAnswer,
  FunnelAnswer,
  RetentionAnswer,
  StickinessAnswer,
  LifecycleAnswer,
  PathsAnswer,
])
export type Outcome = z.infer<typeof Outcome>

/** Below so many people a result says little: the next few could turn it. */
export const SMALL_SAMPLE = 30

/** What came of asking. */
export const Answer = z.object({
  asking: Asking,
  outcome: Outcome,
  /** What was asked, in a sentence. */
  says: z.string(),
  /** How many people stand behind the whole. */
  people: z.number().int(),
  /** Fewer than 30 people. */
  isSmall: z.boolean(),
  /** When it was counted. */
  countedAt: z.date(),
  /** When the newest event that it could count had arrived; null when there is none at all. */
  freshUntil: z.date().nullable(),
})
export type Answer = z.infer<typeof Answer>

const Place = z.number().int().min(0).max(10_000)

/** One point of an answer, to see the people behind it. Places count from 0, steps and periods from 1. */
export const Point = z.discriminatedUnion('kind', [
  /** Of a series, in a part of the breakdown; in one interval, or in all. */
  z.object({ kind: z.literal('trends'), series: Place, part: Part, bucket: Place.nullable() }),
  /** Who came as far as a step, or came no further. */
  z.object({ kind: z.literal('funnel'), step: z.number().int().min(1).max(10), isDroppedOff: z.boolean(), part: Part }),
  /** Of a row, who came back in a period; all of the row in period 0. */
  z.object({ kind: z.literal('retention'), row: Place, period: z.number().int().min(0).max(60) }),
  z.object({ kind: z.literal('stickiness'), periods: z.number().int().min(1).max(1_001) }),
  z.object({ kind: z.literal('lifecycle'), bucket: Place, state: LifecycleState }),
])
export type Point = z.infer<typeof Point>

/** A value of a property and how many events had it. */
export const PropertyValue = z.object({ text: z.string(), count: z.number().int() })
