import { z } from 'zod'

import { FunnelAnswer, FunnelQuestion } from '../funnels/contract.ts'
import { LifecycleAnswer, LifecycleQuestion } from '../lifecycles/contract.ts'
import { PathsAnswer, PathsQuestion } from '../paths/contract.ts'
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
